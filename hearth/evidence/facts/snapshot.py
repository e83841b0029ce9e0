"""A dated, immutable copy of facts under pseudonyms: one folder, one Parquet file a table, one manifest.

What a snapshot must not hold is taken out here, whatever was given: keys become pseudonyms, births and deaths months, a
code that is no code nothing at all (a name or a number typed into the wrong box of a return must not come along); and the
rows are put in the order of their pseudonyms, since a row's place in the return would tell whose it is.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hearth.evidence.facts.pseudonyms import KEYS, pseudonymised
from hearth.evidence.facts.tables import DAY, TABLES, TEXT, Column, Facts, facts

MANIFEST = "manifest.json"
_ID = re.compile(r"\d{4}-\d\d-\d\d-[0-9a-f]{12}")
_PART = ".part-"
_MONTHS = ("birth_month", "expected_month", "death_month")
_SINCE_RENAMED = {"death_date": "death_month"}
"""Until then a snapshot had the day of a death: it is opened as the month."""

SAME_RECORD: Mapping[str, tuple[str, ...]] = {
    "person": ("person",),
    "family": ("person", "family"),
    "disability": ("person", "code"),
    "cin_episode": ("episode",),
    "cin_assessment": ("assessment",),
    "assessment_factor": ("assessment", "code"),
    "cin_plan": ("episode", "start_date"),
    "section_47": ("episode", "start_date"),
    "protection_plan": ("plan",),
    "protection_review": ("plan", "review_date"),
    "pre_proceedings": ("episode", "start_date"),
}
"""By which columns two snapshots speak of the same record."""


TWO_KEYS = (
    "These two snapshots were taken under different keys, so nobody of the one can be found in the other. Between them the "
    "key was lost and made anew: look for the earlier secrets.json in a back-up."
)
TWO_KINDS = (
    "One of these snapshots was taken of casework and the other of a return, so nobody of the one can be found in the other. "
    "Compare casework with casework, and a return with a return."
)

TWO_COUNCILS = (
    "These two snapshots are of the returns of two authorities, whose numbers for children have nothing to do with each other: "
    "nobody of the one can be found in the other. Compare two returns of one authority."
)


class SnapshotFault(Exception):
    """A snapshot cannot be taken, found, read or trusted; in a sentence that can be shown."""


@dataclass(frozen=True)
class Manifest:
    """What a snapshot is. `on` is the day that its facts are true of and up to which they reach, `taken_at` the moment it
    was written, in UTC."""

    id: str
    taken_at: datetime
    source: str
    on: date
    rows: Mapping[str, int]
    files: Mapping[str, str]
    """The SHA-256 of each table's file, by the table's name."""
    shape: str
    """Of the tables, as this version of Hearth has them: another where a column or its type is another."""
    sha256: str
    """Of all that is in it: the same facts of the same day and source have the same, whenever they were taken."""
    key: str
    """By what the key of its pseudonyms is known again (`Facts.key`); empty in those of an older Hearth."""
    numbers: str
    """Whose numbers they were made of (`Facts.numbers`)."""
    authority: str = ""
    """Of a return, whose it says it is (`Facts.authority`); empty in those of an older Hearth."""

    @property
    def name(self) -> str:
        return f"snapshot {self.id} of {self.on:%-d %B %Y}"

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "taken_at": self.taken_at.isoformat(),
            "source": self.source,
            "on": self.on.isoformat(),
            "rows": dict(self.rows),
            "files": dict(self.files),
            "shape": self.shape,
            "sha256": self.sha256,
            "key": self.key,
            "numbers": self.numbers,
            "authority": self.authority,
        }


@dataclass(frozen=True)
class Compared:
    """One table of two snapshots, in rows: `same` in both, `changed` the same record told otherwise, else in one alone."""

    table: str
    only_first: int
    only_second: int
    same: int
    changed: int


def take(facts: Facts, *, folder: Path, taken_on: date, key: bytes) -> Manifest:
    """Write facts that are true of `taken_on` into `folder`, whole or not at all. Facts that were taken before are not
    written again: their manifest is returned. SnapshotFault where it cannot be written or the facts do not reach so far,
    ValueError where the key is short.
    """
    if facts.reaches and taken_on > facts.reaches:
        raise SnapshotFault(
            f"These facts reach up to {facts.reaches:%-d %B %Y}: they cannot be kept as those of {taken_on:%-d %B %Y}."
        )
    told = fit_to_keep(pseudonymised(facts, key))
    with _in_words(f"The snapshot cannot be written to {folder}"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=_PART, dir=folder))
        try:
            return _written(told, part, folder, taken_on)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def fit_to_keep(facts: Facts) -> Facts:
    """Without what could tell who somebody is, in an order that tells nothing. Keys are left as they are."""
    tables = {}
    with duckdb.connect() as connection:
        for name, rows in facts.tables.items():
            connection.register("given", rows)
            columns = ", ".join(f'{_kept(column)} as "{column.name}"' for column in TABLES[name].columns)
            found = connection.sql(f"select {columns} from given order by all").to_arrow_table()
            tables[name] = found.cast(TABLES[name].schema).combine_chunks()
            connection.unregister("given")
    return replace(facts, tables=tables)


def _kept(of: Column) -> str:
    column = of.name
    if column == "outcome":  # a text of no known list: somebody may have typed a name
        return "null::varchar"
    if column in _MONTHS:
        return f"date_trunc('month', {column})::date"
    if column == "order":  # its place in the whole return would tell whose it is; its place among the child's does not
        first = '"order", start_date, authorised_date, assessment, episode'
        return f"(row_number() over (partition by person order by {first}) - 1)::bigint"
    if (
        of.type == TEXT and of.census and column not in KEYS
    ):  # without a census item it is the council's own name of a team
        return f"case when regexp_full_match({column}, '[0-9A-Za-z]{{1,4}}') then {column} end"
    return f'"{column}"'


def _written(facts: Facts, part: Path, folder: Path, on: date) -> Manifest:
    files = {}
    for name, rows in facts.tables.items():
        path = part / f"{name}.parquet"
        codes = [column for column in rows.column_names if column not in KEYS]
        pq.write_table(rows, path, compression="zstd", use_dictionary=codes)
        files[name] = sha256(path.read_bytes()).hexdigest()
    rows_of = {name: rows.num_rows for name, rows in facts.tables.items()}
    made = Manifest(
        "", datetime.now(UTC), facts.source, on, rows_of, files, _shape(), "", facts.key, facts.numbers, facts.authority
    )
    whole = _hash_of(made)
    made = replace(made, id=f"{on}-{whole[:12]}", sha256=whole)
    told = made.as_json()
    (part / MANIFEST).write_text(json.dumps(told | {"seal": _seal(told)}, indent=1) + "\n", encoding="utf-8")
    for path in part.iterdir():
        path.chmod(0o400)
    place = folder / made.id
    if not place.exists():
        try:
            part.rename(place)
            return made
        except OSError:
            if not place.exists():
                raise
    open_snapshot(folder, made.id)  # it was taken before, or just now by another
    return _manifest(folder, made.id)


def snapshots(folder: Path) -> list[Manifest]:
    """Those that have a manifest that was not changed, newest first. Their tables are not looked into: opening does."""
    found = []
    for id in _ids(folder):
        try:
            found.append(_manifest(folder, id))
        except SnapshotFault:
            continue
    return sorted(found, key=lambda each: (each.taken_at, each.id), reverse=True)


def broken(folder: Path) -> list[str]:
    """What is wrong with those that `snapshots` leaves out, a sentence each."""
    faults = []
    for id in _ids(folder):
        try:
            _manifest(folder, id)
        except SnapshotFault as fault:
            faults.append(str(fault))
    return faults


def is_an_id(text: str) -> bool:
    """Whether a snapshot could be called so. What an address has need not be."""
    return _ID.fullmatch(text) is not None


def open_snapshot(folder: Path, id: str) -> Facts:
    """Its facts, their source naming it. SnapshotFault where there is none of this id, or where anything in it was changed
    since it was taken. One of an older shape has nothing in the columns that came since."""
    manifest = _manifest(folder, id)
    tables = {}
    for name, hashed in manifest.files.items():
        with _in_words(f"{name}.parquet of snapshot {id} cannot be read"):
            inside = (folder / id / f"{name}.parquet").read_bytes()
        if sha256(inside).hexdigest() != hashed:
            raise SnapshotFault(f"{name}.parquet of snapshot {id} was changed since it was taken.")
        tables[name] = _as_named_today(pq.ParquetFile(pa.BufferReader(inside)).read())
    if not set(tables) <= set(TABLES) or any(
        set(t.column_names) - set(TABLES[n].schema.names) for n, t in tables.items()
    ):
        raise SnapshotFault(f"Snapshot {id} holds what this version of Hearth does not know: a newer one took it.")
    source = f"{manifest.source}; {manifest.name}"
    return facts(
        source, tables, numbers=manifest.numbers, key=manifest.key, reaches=manifest.on, authority=manifest.authority
    )


def _as_named_today(rows: pa.Table) -> pa.Table:
    for old, new in _SINCE_RENAMED.items():
        if old in rows.column_names:
            months = pc.floor_temporal(rows[old], unit="month").cast(DAY)
            rows = rows.set_column(rows.column_names.index(old), new, months)
    return rows


def why_not_compared(first: Facts | Manifest, second: Facts | Manifest) -> str:
    """A sentence where nobody could be the same in both: under two keys, of casework and of a return, or of two authorities.
    Else empty: older ones do not tell of which they are, and are compared."""
    for one, other, why in (
        (first.key, second.key, TWO_KEYS),
        (first.numbers, second.numbers, TWO_KINDS),
        (first.authority, second.authority, TWO_COUNCILS),
    ):
        if one and other and one != other:
            return why
    return ""


def compare(first: Facts, second: Facts) -> list[Compared]:
    """Each table of two snapshots. SnapshotFault where why_not_compared() says why."""
    if why := why_not_compared(first, second):
        raise SnapshotFault(why)
    with duckdb.connect() as connection:
        return [_compared(connection, name, first.tables[name], second.tables[name]) for name in TABLES]


def _compared(connection: duckdb.DuckDBPyConnection, name: str, first: pa.Table, second: pa.Table) -> Compared:
    connection.register("one", first)
    connection.register("two", second)
    columns = ", ".join(f'"{column.name}"' for column in TABLES[name].columns)
    record = ", ".join(SAME_RECORD[name])
    # Rows may stand twice: they are counted, not joined.
    found = connection.sql(
        f"""with every as (select {columns}, 1 as a, 0 as b from one union all select {columns}, 0, 1 from two),
        alike as (select {columns}, sum(a) as a, sum(b) as b from every group by {columns}),
        records as (select sum(least(a, b)) as same, sum(a - least(a, b)) as a, sum(b - least(a, b)) as b
                    from alike group by {record})
        select coalesce(sum(a - least(a, b)), 0)::bigint, coalesce(sum(b - least(a, b)), 0)::bigint,
               coalesce(sum(same), 0)::bigint, coalesce(sum(least(a, b)), 0)::bigint from records"""
    ).fetchall()
    return Compared(name, *found[0])


def _ids(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir() if _ID.fullmatch(each.name)] if folder.is_dir() else []


def _manifest(folder: Path, id: str) -> Manifest:
    if not _ID.fullmatch(id) or not (folder / id).is_dir():
        raise SnapshotFault(f"There is no snapshot {id} in {folder}.")
    path = folder / id / MANIFEST
    if not path.is_file():
        raise SnapshotFault(f"Snapshot {id} has no manifest: it was not wholly written, or something was taken away.")
    with _in_words(f"The manifest of snapshot {id} cannot be read"):
        text = path.read_text(encoding="utf-8", errors="replace")
    try:
        told = json.loads(text)
        seal = told.pop("seal")
        found = Manifest(
            told["id"], datetime.fromisoformat(told["taken_at"]), told["source"], date.fromisoformat(told["on"]),
            told["rows"], told["files"], told["shape"], told["sha256"],
            told.get("key", ""), told.get("numbers", ""), told.get("authority", ""),
        )  # fmt: skip
        whole = _hash_of(found)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise SnapshotFault(f"The manifest of snapshot {id} is not a manifest: it was changed since.") from fault
    if (seal, whole, found.id) != (_seal(told), found.sha256, id) or id != f"{found.on}-{whole[:12]}":
        raise SnapshotFault(f"The manifest of snapshot {id} was changed since it was taken.")
    return found


def _hash_of(made: Manifest) -> str:
    told = made.as_json()
    hashed = ("shape", "source", "on", "rows", "files") + (("key", "numbers") if made.key else ())
    hashed += ("authority",) if made.authority else ()
    return _seal({name: told[name] for name in hashed})


def _seal(told: Mapping[str, Any]) -> str:
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _shape() -> str:
    columns = {name: [(each.name, str(each.type)) for each in table.columns] for name, table in TABLES.items()}
    return _seal(columns)[:12]


@contextmanager
def _in_words(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise SnapshotFault(f"{what}: {fault.strerror or fault}.") from fault
