"""A snapshot holds the facts that were given, nobody can tell of whom, and nothing in it can be changed unseen."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.evidence.facts.pseudonyms import KEYS, fingerprint, pseudonymised
from hearth.evidence.facts.snapshot import (
    MANIFEST,
    SAME_RECORD,
    TWO_COUNCILS,
    TWO_KEYS,
    TWO_KINDS,
    SnapshotFault,
    broken,
    compare,
    open_snapshot,
    snapshots,
    take,
    why_not_compared,
)
from hearth.evidence.facts.tables import CASEWORK, RETURN, TABLES, Facts, facts

KEY, ANOTHER = b"k" * 32, b"j" * 32
ON = date(2026, 3, 31)
MONTHS = st.dates(date(1990, 1, 1), date(2026, 12, 31)).map(lambda day: day.replace(day=1))
OF_KIND: dict[str, st.SearchStrategy[Any]] = {
    "string": st.from_regex(r"[0-9A-Za-z]{1,4}", fullmatch=True),
    "date32[day]": st.dates(date(1990, 1, 1), date(2026, 12, 31)),
    "bool": st.booleans(),
    "int64": st.integers(0, 9),
}


def _values(name: str, kind: str) -> st.SearchStrategy[Any]:
    if name in KEYS:
        return st.sampled_from([str(number) for number in range(1_000_001, 1_000_006)])
    return st.none() | (MONTHS if name.endswith("_month") else OF_KIND[kind])


@st.composite
def some_facts(draw: st.DrawFn) -> Facts:
    tables = {}
    for name, table in TABLES.items():
        row = st.tuples(*(_values(column.name, str(column.type)) for column in table.columns))
        rows = draw(st.lists(row, max_size=5))
        columns = list(zip(*rows, strict=True)) or [()] * len(table.columns)
        tables[name] = pa.table(
            [pa.array(one, each.type) for one, each in zip(columns, table.columns, strict=True)], schema=table.schema
        )
    return facts("A council's own words", tables)


def counted(rows: pa.Table, without: str = "order") -> Counter[tuple[Any, ...]]:
    kept = [name for name in rows.column_names if name != without]
    return Counter(tuple(row.values()) for row in rows.select(kept).to_pylist())


def _without_words(rows: pa.Table) -> pa.Table:
    if "outcome" not in rows.column_names:  # the one text of no list, in which a name may stand
        return rows
    return rows.set_column(rows.column_names.index("outcome"), "outcome", pa.nulls(rows.num_rows, pa.string()))


@settings(max_examples=30, deadline=None)
@given(some_facts())
def test_what_is_opened_is_what_was_taken(given: Facts) -> None:
    with TemporaryDirectory() as folder:
        taken = take(given, folder=Path(folder), taken_on=ON, key=KEY)
        opened = open_snapshot(Path(folder), taken.id)
        hidden = pseudonymised(given, KEY)
        assert {name: counted(rows) for name, rows in opened.tables.items()} == {
            name: counted(_without_words(rows)) for name, rows in hidden.tables.items()
        }
        assert [rows.schema for rows in opened.tables.values()] == [table.schema for table in TABLES.values()]
        assert dict(taken.rows) == {name: rows.num_rows for name, rows in given.tables.items()}
        assert opened.source == f"A council's own words; snapshot {taken.id} of 31 March 2026"


@settings(max_examples=30, deadline=None)
@given(some_facts(), st.randoms())
def test_the_order_of_the_rows_is_not_kept_and_does_not_matter(given: Facts, chance: Any) -> None:
    without_order = {
        name: rows.drop_columns("order") if "order" in rows.column_names else rows
        for name, rows in given.tables.items()
    }
    shuffled = {
        name: rows.take(pa.array(chance.sample(range(rows.num_rows), rows.num_rows), pa.int64()))
        for name, rows in without_order.items()
    }
    with TemporaryDirectory() as one, TemporaryDirectory() as two:
        first = take(facts("x", without_order), folder=Path(one), taken_on=ON, key=KEY)
        second = take(facts("x", shuffled), folder=Path(two), taken_on=ON, key=KEY)
    assert (first.id, first.sha256, first.files) == (second.id, second.sha256, second.files)


@settings(max_examples=30, deadline=None)
@given(some_facts())
def test_pseudonyms_keep_what_belongs_together_together(given: Facts) -> None:
    hidden, other = pseudonymised(given, KEY), pseudonymised(given, ANOTHER)
    for kind in KEYS:
        pairs, others = set(), set()
        for name, rows in given.tables.items():
            if kind in rows.column_names:
                before, after = rows[kind].to_pylist(), hidden.tables[name][kind].to_pylist()
                pairs |= set(zip(before, after, strict=True))
                others |= set(zip(before, other.tables[name][kind].to_pylist(), strict=True))
        assert len({before for before, _ in pairs}) == len({after for _, after in pairs}) == len(pairs)
        assert pairs & others == set()


def test_a_number_of_a_person_and_of_an_episode_are_two_pseudonyms() -> None:
    hidden = pseudonymised(facts("x", {"cin_episode": pa.table({"episode": ["1"], "person": ["1"]})}), KEY)
    episode, person = hidden.tables["cin_episode"]["episode"][0], hidden.tables["cin_episode"]["person"][0]
    assert (episode == person, len(str(person))) == (False, 20)


@settings(max_examples=30, deadline=None)
@given(some_facts(), some_facts())
def test_to_compare_is_symmetric_and_counts_every_row_once(first: Facts, second: Facts) -> None:
    there, back = compare(first, second), compare(second, first)
    assert [(each.table, each.only_second, each.only_first, each.same, each.changed) for each in back] == [
        (each.table, each.only_first, each.only_second, each.same, each.changed) for each in there
    ]
    assert [each.only_first + each.same + each.changed for each in there] == [
        rows.num_rows for rows in first.tables.values()
    ]
    assert [(each.only_first, each.only_second, each.changed) for each in compare(first, first)] == [(0, 0, 0)] * len(
        TABLES
    )


def test_to_compare_knows_a_changed_record_from_a_new_one() -> None:
    def of(*episodes: tuple[str, date | None]) -> Facts:
        days = pa.array([day for _, day in episodes], pa.date32())
        return facts("x", {"cin_episode": pa.table({"episode": [key for key, _ in episodes], "close_date": days})})

    first, second = of(("1", None), ("2", None), ("3", ON)), of(("1", ON), ("2", None), ("4", ON), ("5", ON))
    (episodes,) = (each for each in compare(first, second) if each.table == "cin_episode")
    assert (episodes.only_first, episodes.only_second, episodes.same, episodes.changed) == (1, 2, 1, 1)


def test_every_table_says_what_makes_two_rows_one_record() -> None:
    assert {name: set(columns) - set(TABLES[name].schema.names) for name, columns in SAME_RECORD.items()} == {
        name: set() for name in TABLES
    }


def example() -> Facts:
    return facts(
        "x",
        {
            "person": pa.table(
                {
                    "person": ["1000001", "1000002"],
                    "birth_month": [date(2016, 2, 14), None],
                    "expected_month": [None, date(2026, 5, 9)],
                    "death_month": [date(2026, 2, 17), None],
                    "ethnicity": ["WBRI", "Robin Marlow"],
                }
            ),
            "cin_episode": pa.table(
                {
                    "episode": ["77", "78"],
                    "person": ["1000001", "1000002"],
                    "primary_need": ["N1", "D330000000017"],
                    "team": ["North pod", None],
                }
            ),
            "cin_assessment": pa.table(
                {
                    "assessment": ["5", "6"],
                    "person": ["1000001", "1000001"],
                    "episode": ["77", "77"],
                    "order": [4711, 4700],
                }
            ),
        },
    )


def test_a_snapshot_tells_nobody_who_it_is(tmp_path: Path) -> None:
    taken = take(example(), folder=tmp_path, taken_on=ON, key=KEY)
    opened = open_snapshot(tmp_path, taken.id)
    people = {row["ethnicity"]: row for row in opened.tables["person"].to_pylist()}
    assert (people["WBRI"]["birth_month"], people[None]["expected_month"]) == (date(2016, 2, 1), date(2026, 5, 1))
    assert people["WBRI"]["death_month"] == date(2026, 2, 1)
    assert {row["primary_need"]: row["team"] for row in opened.tables["cin_episode"].to_pylist()} == {
        "N1": "North pod",
        None: None,
    }
    assert sorted(opened.tables["cin_assessment"]["order"].to_pylist()) == [0, 1]
    told = b""
    for file in sorted((tmp_path / taken.id).glob("*.parquet")):
        rows = pq.read_table(file)
        told += b"\n".join(str(value).encode() for column in rows.columns for value in column.to_pylist())
        told += file.read_bytes() + json.dumps(str(rows.schema.metadata)).encode()
    for secret in (
        b"1000001",
        b"1000002",
        b"Robin",
        b"D330000000017",
        b"2016-02-14",
        b"2026-05-09",
        b"2026-02-17",
        b"4711",
        KEY,
    ):
        assert secret not in told


def of_an_older_hearth(folder: Path, id: str) -> str:
    """The snapshot as it was written when the day of a death stood in it and the manifest said nothing of its key."""
    place = folder / id
    table, manifest = place / "person.parquet", place / MANIFEST
    rows = pq.read_table(table)
    days = [day and day.replace(day=17) for day in rows["death_month"].to_pylist()]
    rows = rows.set_column(rows.column_names.index("death_month"), "death_date", pa.array(days, pa.date32()))
    table.chmod(0o600)
    pq.write_table(rows, table)
    told = json.loads(manifest.read_text())
    told["files"]["person"] = sha256(table.read_bytes()).hexdigest()

    def hash_of(what: dict[str, Any]) -> str:
        return sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()

    told["sha256"] = hash_of({name: told[name] for name in ("shape", "source", "on", "rows", "files")})
    told["id"] = f"{ON}-{told['sha256'][:12]}"
    kept = ("id", "taken_at", "source", "on", "rows", "files", "shape", "sha256")
    told = {name: told[name] for name in kept}
    manifest.chmod(0o600)
    manifest.write_text(json.dumps(told | {"seal": hash_of(told)}))
    place.rename(folder / told["id"])
    return str(told["id"])


def test_an_older_snapshot_is_opened_without_the_day_of_a_death(tmp_path: Path) -> None:
    old = open_snapshot(
        tmp_path, of_an_older_hearth(tmp_path, take(example(), folder=tmp_path, taken_on=ON, key=KEY).id)
    )
    new = open_snapshot(tmp_path, take(example(), folder=tmp_path, taken_on=ON, key=KEY).id)
    assert old.tables == new.tables
    assert (date(2026, 2, 1) in old.tables["person"]["death_month"].to_pylist()) is True
    assert {(each.only_first, each.only_second, each.changed) for each in compare(old, new)} == {(0, 0, 0)}


def test_the_same_facts_are_kept_once(tmp_path: Path) -> None:
    first, again = (take(example(), folder=tmp_path, taken_on=ON, key=KEY) for _ in (1, 2))
    other = take(example(), folder=tmp_path, taken_on=date(2026, 4, 1), key=KEY)
    assert (first, snapshots(tmp_path)) == (again, [other, first])
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([first.id, other.id])
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / first.id).iterdir()} == {0o400}


def test_under_another_secret_nobody_can_be_compared(tmp_path: Path) -> None:
    first, second = (take(example(), folder=tmp_path, taken_on=ON, key=key) for key in (KEY, ANOTHER))
    with pytest.raises(SnapshotFault) as fault:
        compare(open_snapshot(tmp_path, first.id), open_snapshot(tmp_path, second.id))
    assert str(fault.value) == TWO_KEYS
    with pytest.raises(ValueError, match="at least 32"):
        take(example(), folder=tmp_path, taken_on=ON, key=b"short")


def test_casework_is_not_compared_with_a_return(tmp_path: Path) -> None:
    of = {
        numbers: take(replace(example(), numbers=numbers), folder=tmp_path, taken_on=ON, key=KEY)
        for numbers in (CASEWORK, RETURN)
    }
    first, second = (open_snapshot(tmp_path, of[numbers].id) for numbers in (CASEWORK, RETURN))
    with pytest.raises(SnapshotFault) as fault:
        compare(first, second)
    assert str(fault.value) == TWO_KINDS
    assert [each.numbers for each in (first, second)] == [CASEWORK, RETURN]
    assert [(each.only_first, each.only_second, each.changed) for each in compare(first, first)] == [(0, 0, 0)] * len(
        TABLES
    )


def test_the_returns_of_two_authorities_are_not_compared(tmp_path: Path) -> None:
    """Older ones, and those that name none, do not say whose they are: they are compared."""
    one, other, unsaid = (
        open_snapshot(tmp_path, take(replace(example(), authority=code), folder=tmp_path, taken_on=ON, key=KEY).id)
        for code in ("301", "302", "")
    )
    with pytest.raises(SnapshotFault) as fault:
        compare(one, other)
    assert str(fault.value) == TWO_COUNCILS
    assert [why_not_compared(one, each) for each in (one, other, unsaid)] == ["", TWO_COUNCILS, ""]


def test_facts_are_not_kept_as_those_of_a_day_that_they_do_not_reach(tmp_path: Path) -> None:
    until = replace(example(), reaches=ON)
    with pytest.raises(SnapshotFault) as fault:
        take(until, folder=tmp_path, taken_on=date(2026, 4, 1), key=KEY)
    assert str(fault.value) == ("These facts reach up to 31 March 2026: they cannot be kept as those of 1 April 2026.")
    taken = take(until, folder=tmp_path, taken_on=ON, key=KEY)
    assert [each.id for each in snapshots(tmp_path)] == [taken.id]
    assert open_snapshot(tmp_path, taken.id).reaches == ON


def test_a_manifest_knows_its_key_and_does_not_tell_it(tmp_path: Path) -> None:
    told = [take(example(), folder=tmp_path, taken_on=ON, key=key).key for key in (KEY, ANOTHER)]
    assert told == [fingerprint(KEY), fingerprint(ANOTHER)]
    assert (len(set(told)), {len(each) for each in told}) == (2, {20})


def test_a_snapshot_says_whose_return_it_is(tmp_path: Path) -> None:
    taken = [
        take(replace(example(), authority=code), folder=tmp_path, taken_on=ON, key=KEY) for code in ("", "301", "302")
    ]
    assert [(each.authority, open_snapshot(tmp_path, each.id).authority) for each in taken] == [
        ("", ""), ("301", "301"), ("302", "302"),
    ]  # fmt: skip
    assert len({each.id for each in taken}) == 3


CHANGED = "The manifest of snapshot ID was changed since it was taken."
NO_MANIFEST = "The manifest of snapshot ID is not a manifest: it was changed since."
MISSING = "Snapshot ID has no manifest: it was not wholly written, or something was taken away."
GONE = "person.parquet of snapshot ID cannot be read: No such file or directory."


def _one_byte(place: Path) -> None:
    file = place / "person.parquet"
    inside = bytearray(file.read_bytes())
    inside[len(inside) // 2] ^= 1
    file.chmod(0o600)
    file.write_bytes(inside)


def _say_otherwise(item: str, value: object) -> Callable[[Path], None]:
    def change(place: Path) -> None:
        file = place / MANIFEST
        told = json.loads(file.read_text()) | {item: value}
        file.chmod(0o600)
        file.write_text(json.dumps(told))

    return change


def _write(text: str) -> Callable[[Path], None]:
    def change(place: Path) -> None:
        (place / MANIFEST).chmod(0o600)
        (place / MANIFEST).write_text(text)

    return change


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (_one_byte, "person.parquet of snapshot ID was changed since it was taken."),
        (lambda place: (place / "person.parquet").unlink(), GONE),
        (lambda place: (place / MANIFEST).unlink(), MISSING),
        (_say_otherwise("taken_at", "2020-01-01T00:00:00+00:00"), CHANGED),
        (_say_otherwise("rows", {"person": 3}), CHANGED),
        (_say_otherwise("key", ""), CHANGED),
        (_say_otherwise("numbers", "casework"), CHANGED),
        (_say_otherwise("authority", "301"), CHANGED),
        (_say_otherwise("id", "2026-03-31-000000000000"), CHANGED),
        (_say_otherwise("rows", 3), NO_MANIFEST),
        (_write("{"), NO_MANIFEST),
        (_write("[]"), NO_MANIFEST),
    ],
)
def test_what_was_changed_is_not_opened(tmp_path: Path, harm: Callable[[Path], None], says: str) -> None:
    taken = take(example(), folder=tmp_path, taken_on=ON, key=KEY)
    harm(tmp_path / taken.id)
    with pytest.raises(SnapshotFault) as fault:
        open_snapshot(tmp_path, taken.id)
    assert str(fault.value) == says.replace("ID", taken.id)
    is_of_a_table = "parquet" in says  # the list looks at manifests alone
    assert (len(snapshots(tmp_path)), broken(tmp_path)) == ((1, []) if is_of_a_table else (0, [str(fault.value)]))


@pytest.mark.parametrize("id", ["2026-03-31-000000000000", "", "..", "../../etc", "x" * 300])
def test_there_is_no_such_snapshot(tmp_path: Path, id: str) -> None:
    with pytest.raises(SnapshotFault, match="There is no snapshot"):
        open_snapshot(tmp_path, id)


def test_there_are_none_where_there_is_no_folder(tmp_path: Path) -> None:
    assert (snapshots(tmp_path / "none"), broken(tmp_path / "none")) == ([], [])


def test_a_folder_that_is_moved_to_another_id_is_not_it(tmp_path: Path) -> None:
    taken = take(example(), folder=tmp_path, taken_on=ON, key=KEY)
    shutil.copytree(tmp_path / taken.id, tmp_path / "2026-03-31-0123456789ab")
    with pytest.raises(SnapshotFault, match="was changed since it was taken"):
        open_snapshot(tmp_path, "2026-03-31-0123456789ab")


def test_what_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SnapshotFault, match="The snapshot cannot be written to"):
        take(example(), folder=tmp_path / "file", taken_on=ON, key=KEY)
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
