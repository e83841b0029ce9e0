"""What is published of England and every authority, read from invented tables, and from the real ones where they lie beside
the project."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.evidence.facts.ask import ask
from hearth.evidence.facts.tables import Facts, facts
from hearth.evidence.measures.disclosure import SmallNumbers
from hearth.evidence.measures.hidden_harm.beside import kept_safe
from hearth.evidence.measures.hidden_harm.definition import definition
from hearth.evidence.measures.national.compare import (
    THE_UNIT,
    Comparison,
    ComparisonRow,
    census_year,
    comparison,
    episodes_by_factor,
    own_figure,
)
from hearth.evidence.measures.national.factors import EPISODES_COLUMN, FACTORS, NEEDED
from hearth.evidence.measures.national.kept import NotLoaded, listing, load
from hearth.evidence.measures.national.published import factors_published, rates_published
from hearth.evidence.measures.national.published_files import (
    CHILDREN_IN_NEED,
    NOT_PUBLISHED,
    UnreadableTable,
    find,
    read,
)
from hearth.evidence.measures.told import Figure
from hearth.evidence.measures.wilson import wilson
from hearth.evidence.returns.cin_census.columns import columns_of
from hearth.evidence.returns.cin_census.reader import read as read_return
from hearth.evidence.returns.cin_census.to_facts import facts_of

SHARED = Path(__file__).parents[3] / "shared" / "data"
AT = datetime(2026, 4, 1, 9, tzinfo=UTC)
CODES = {factor.column: code for code, factor in FACTORS.items() if factor.column in NEEDED}
NEIGHBOURS = [str(number) for number in range(702, 712)]
Row = dict[str, str]


def england(year: int = 2025, **cells: Any) -> Row:
    return _area(year, "National", "", "", "", "", "", cells)


def region(code: str, name: str, year: int = 2025, **cells: Any) -> Row:
    return _area(year, "Regional", code, name, "", "", "", cells)


def authority(number: str, year: int = 2025, region: tuple[str, str] = ("E12000099", "Mid West"), **cells: Any) -> Row:
    return _area(year, "Local authority", *region, number, f"E06000{number}", f"Council {number}", cells)


def _area(
    year: int, level: str, code: str, name: str, number: str, new_code: str, la: str, cells: dict[str, Any]
) -> Row:
    return {
        "time_period": str(year), "geographic_level": level, "region_code": code, "region_name": name,
        "old_la_code": number, "new_la_code": new_code, "la_name": la,
    } | {name: str(cell) for name, cell in cells.items()}  # fmt: skip


def write(path: Path, rows: Sequence[Row], *, encoding: str = "utf-8", without: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = [name for name in dict.fromkeys(name for row in rows for name in row) if name != without]
    with path.open("w", encoding=encoding, newline="") as into:
        lines = csv.DictWriter(into, columns, extrasaction="ignore", restval="0")
        lines.writeheader()
        lines.writerows(rows)
    return path


def factors(among: object = 100, **by_code: object) -> dict[str, Any]:
    """The cells of a row: `c3B=40`; a factor that is not named has 0."""
    return {EPISODES_COLUMN: among} | {column: by_code.get(f"c{code}", 0) for column, code in CODES.items()}


def model(path: Path, of: str = "701", near: Sequence[str] = NEIGHBOURS) -> Path:
    return write(path, [{"old_la_code": of} | {f"SN_{place}": each for place, each in enumerate(near, start=1)}])


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "national"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ten neighbours with 3B from 12 to 30 in 100, the nearest kept back; its own 40 of 160."""
    near = (
        authority(number, **factors(100, c3B="c" if at == 0 else 10 + 2 * at)) for at, number in enumerate(NEIGHBOURS)
    )
    folder = tmp_path / "published"
    write(
        folder / "factors.csv",
        [
            england(**factors(1000, c3B=320)),
            england(2023, **factors(900, c3B=300)),
            region("E12000099", "Mid West", **factors(500, c3B=200)),
            authority("701", **factors(160, c3B=40, c3A="u")),
            authority("719", 2023, **factors(10)),
            *near,
        ],
    )
    model(folder / "deeper" / "sn_model_2025.csv")
    return folder


def loaded(folder: Path, store: Path) -> Path:
    load(folder, store, at=AT)
    return store


@pytest.mark.parametrize("by", ["701", "E06000701", " 701 "])
def test_an_authority_beside_england_its_region_and_its_neighbours(folder: Path, store: Path, by: str) -> None:
    found = factors_published(loaded(folder, store), by, 2025)
    assert (found.place.number, found.place.name, found.place.region_name) == ("701", "Council 701", "Mid West")
    assert [number for number, _ in found.place.neighbours] == NEIGHBOURS
    share = found.factor("3B").share
    assert (found.factor("3B").count, found.factor("3B").england_count) == (40, 320)
    assert (share.own, share.england, share.region) == (0.25, 0.32, 0.4)
    assert (share.neighbours_low, share.neighbours_median, share.neighbours_high, share.neighbours_known) == (
        0.12, 0.2, 0.28, 9)  # fmt: skip


@pytest.mark.parametrize("mark", sorted(NOT_PUBLISHED))
def test_what_is_not_published_is_never_nought(tmp_path: Path, store: Path, mark: str) -> None:
    rows = [england(**factors(100, c3A=mark, c3B=0)), authority("701", **factors(mark, c3A=5))]
    write(tmp_path / "in" / "c3.csv", rows)
    found = factors_published(loaded(tmp_path / "in", store), "701", 2025)
    assert (found.factor("3A").england_count, found.factor("3A").share.england) == (None, None)
    assert (found.factor("3B").england_count, found.factor("3B").share.england) == (0, 0.0)
    assert (found.factor("3A").count, found.factor("3A").share.own) == (5, None)


def test_a_byte_order_mark_and_the_case_of_a_column_are_no_matter(tmp_path: Path) -> None:
    plain = write(tmp_path / "plain.csv", [england(**factors(100, c3B=7))])
    marked = tmp_path / "marked.csv"
    lower = plain.read_text(encoding="utf-8").replace("Domestic_Abuse_parent", "domestic_abuse_parent")
    marked.write_text(lower, encoding="utf-8-sig")
    assert read(marked, "factors").rows == read(plain, "factors").rows


def test_a_factor_that_hearth_does_not_know_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "c3.csv", [england(**factors(100), Online_harm=3)])
    assert read(path, "factors").not_known == ("Online_harm",)


WRONG = {
    "a missing column": ([england(**factors())], "Domestic_Abuse_child", " has no column Domestic_Abuse_child."),
    "no number and no mark": (
        [england(**factors(100, c3B="many"))],
        "",
        ", line 2: Domestic_Abuse_parent is 'many', neither a number nor a mark for what is not published.",
    ),
    "no whole number": ([england(**factors("10.5"))], "", f", line 2: {EPISODES_COLUMN} is 10.5, not a count."),
    "no year": (
        [england(**factors()) | {"time_period": "202425"}],
        "",
        ", line 2: time_period is '202425', not a year.",
    ),
    "no number of an authority": (
        [authority("E7", **factors())],
        "",
        ", line 2: old_la_code is 'E7', not the three figures of an authority.",
    ),
    "an area twice": (
        [england(**factors()), england(**factors(99))],
        "",
        ", line 3: England stands twice in 2025.",
    ),
    "no area": (
        [england(**factors()) | {"geographic_level": "Ward"}],
        "",
        " has no row for England, a region or an authority.",
    ),
}


@pytest.mark.parametrize(("rows", "without", "says"), WRONG.values(), ids=WRONG)
def test_a_table_that_is_not_as_it_must_be(tmp_path: Path, rows: list[Row], without: str, says: str) -> None:
    write(tmp_path / "c3.csv", rows, without=without)
    with pytest.raises(UnreadableTable) as told:
        find(tmp_path)
    assert str(told.value) == f"c3.csv{says}"


@pytest.mark.parametrize(
    "near",
    [[*NEIGHBOURS[:9], "701"], [*NEIGHBOURS[:9], "702"], [*NEIGHBOURS[:9], ""]],
    ids=["itself", "twice", "nobody"],
)
def test_neighbours_that_are_not_ten_others(tmp_path: Path, near: list[str]) -> None:
    with pytest.raises(UnreadableTable, match=r"^sn\.csv, line 2: 701 has not ten neighbours"):
        read(model(tmp_path / "sn.csv", near=near), "neighbours")


def test_a_torn_file(tmp_path: Path) -> None:
    path = write(tmp_path / "c3.csv", [england(**factors()), england(2024, **factors())])
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(UnreadableTable, match=r"^c3\.csv, line 3: not as many cells as its head has"):
        find(tmp_path)


def test_nothing_found_says_what_was_wanted(tmp_path: Path) -> None:
    (tmp_path / "c3.csv").write_bytes(b"PK\x03\x04\xff\xfe a spreadsheet under another name")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UnreadableTable) as told:
        find(tmp_path)
    assert str(told.value).startswith(f"None of the published tables is in {tmp_path}: 2 CSV files were looked at.")
    assert str(told.value).endswith(" c3.csv: not a CSV file in UTF-8.")
    with pytest.raises(UnreadableTable, match=r"c3\.csv is not a folder\.$"):
        find(tmp_path / "c3.csv")


def test_the_newest_of_each_kind_is_taken_whatever_its_name(tmp_path: Path) -> None:
    write(tmp_path / "a" / "z.csv", [england(2025, **factors())])
    write(tmp_path / "b" / "older.csv", [england(2024, **factors())])
    write(tmp_path / "b" / "c" / "newest.csv", [england(2026, **factors()), england(2025, **factors())])
    found = find(tmp_path)
    assert {kind: table.file for kind, table in found.tables.items()} == {"factors": "newest.csv"}
    assert found.tables["factors"].years == (2025, 2026)
    assert found.passed_over == (("z.csv", "newest.csv is newer"), ("older.csv", "newest.csv is as new or newer"))


def test_loading_again_says_so_and_another_table_takes_its_place(folder: Path, store: Path, tmp_path: Path) -> None:
    def what(done: Any) -> dict[str, str]:
        return {each.kept.kind: each.what for each in done.tables}

    first = load(folder, store, at=AT)
    again = load(folder, store, at=AT + timedelta(days=1))
    write(tmp_path / "next" / "c3.csv", [england(2026, **factors(200))])
    replaced = load(tmp_path / "next", store, at=AT + timedelta(days=2))
    assert what(first) == {"factors": "loaded", "neighbours": "loaded"}
    assert what(again) == {"factors": "already loaded", "neighbours": "already loaded"}
    assert what(replaced) == {"factors": "replaced"}
    assert (first.missing, replaced.missing) == (("children_in_need", "population"),) * 2
    assert [(each.kind, each.file, each.years, each.loaded_at, each.licence) for each in listing(store)] == [
        ("factors", "c3.csv", (2026,), "2026-04-03T09:00:00+00:00", "Open Government Licence v3.0"),
        ("neighbours", "sn_model_2025.csv", (2025,), "2026-04-01T09:00:00+00:00", "Open Government Licence v3.0"),
    ]
    load(folder, store, at=AT)
    write(tmp_path / "next" / "c3.csv", [england(2027, **factors(200))])
    load(tmp_path / "next", store, at=AT)
    # What the manifest names and what the one before it named; a reader may still hold the latter.
    assert len(list(store.iterdir())) == len({"manifest", "factors", "factors before", "neighbours"})


def test_a_load_that_fails_changes_nothing(folder: Path, store: Path, tmp_path: Path) -> None:
    before = listing(loaded(folder, store))
    write(tmp_path / "bad" / "c3.csv", [england(2026, **factors())])
    write(tmp_path / "bad" / "d.csv", [england(2026, **factors(100, c3B="?"))])
    with pytest.raises(UnreadableTable):
        load(tmp_path / "bad", store, at=AT)
    assert (listing(store), factors_published(store, "701", 2025).factor("3B").count) == (before, 40)


def test_what_is_not_loaded_says_what_to_do(folder: Path, store: Path) -> None:
    with pytest.raises(NotLoaded, match=r"^No table of factors is loaded: load one with the command"):
        factors_published(store, "701", 2025)
    loaded(folder, store)
    with pytest.raises(NotLoaded, match=r"2019 is not loaded; 2023 to 2025 is.$"):
        factors_published(store, "701", 2019)
    next(store.glob("factors-*")).unlink()
    with pytest.raises(NotLoaded, match=r"its rows are gone. Load it again"):
        factors_published(store, "701", 2025)
    assert [each.what for each in load(folder, store, at=AT).tables] == ["replaced", "already loaded"]


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("999", "The published tables know no authority 999: England stands alone."),
        ("719", "The published tables have Council 719 (719) from 2023 to 2023, not in 2025: England stands alone."),
        ("", "The authority is not told: England stands alone."),
        ("E12000099", "The published tables know no authority E12000099: England stands alone."),
    ],
)
def test_an_authority_that_is_not_there_gets_england_alone(folder: Path, store: Path, number: str, why: str) -> None:
    found = factors_published(loaded(folder, store), number, 2025)
    share = found.factor("3B").share
    assert (found.place.why_alone, found.place.neighbours) == (why, ())
    assert (share.own, share.england, share.region, share.neighbours_median, share.neighbours_known) == (
        None, 0.32, None, None, 0)  # fmt: skip


def test_rates_are_of_the_children_of_the_year_before_or_as_published(tmp_path: Path, store: Path) -> None:
    folder = tmp_path / "in"
    write(folder / "c3.csv", [england(**factors())])
    published = {"At31_episodes_rate": 33.3, "Anypoint_child_rate": "x", "Anypoint_episodes": 500}
    write(folder / "b1.csv", [england(**dict.fromkeys(CHILDREN_IN_NEED, 400), **published)])
    children = "Children aged 0 to 17 years"
    people = ((2024, children, 10_000), (2025, children, 99), (2024, "All", 1))
    write(folder / "pop.csv", [england(year, age_group=ages, population_estimate=n) for year, ages, n in people])
    found = rates_published(loaded(folder, store), "999", 2025)
    assert (found.year, found.population_year) == (2025, 2024)
    assert {each.name: each.rate.england for each in found.rates} == {
        "in_need_at_31_march": 33.3, "in_need_in_the_year": 400.0, "became_in_need": 400.0}  # fmt: skip


Assessed = tuple[str | None, date | None, Sequence[str]]
"""The episode, the day on which the assessment was finished, its factors."""


def assessed(*rows: Assessed) -> Facts:
    known = [(str(at), episode, day) for at, (episode, day, _) in enumerate(rows)]
    listed = [(str(at), code) for at, (_, _, codes) in enumerate(rows) for code in codes]
    return facts(
        "an example",
        {
            "cin_assessment": _table(known, "assessment", "episode", "authorised_date"),
            "assessment_factor": _table(listed, "assessment", "code"),
        },
    )


def _table(rows: Iterable[tuple[Any, ...]], *names: str) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows], schema=pa.schema(
        [(name, pa.date32() if name.endswith("date") else pa.string()) for name in names]))  # fmt: skip


IN, LAST, FIRST = date(2024, 9, 1), date(2025, 3, 31), date(2024, 4, 1)
DAY = timedelta(days=1)


def counted(*rows: Assessed) -> dict[str, int]:
    return {row["code"]: row["episodes"] for row in ask(assessed(*rows), episodes_by_factor(2025))}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("a", IN, ["3A", "3B"])], {"3A": 1, "3B": 1, "any": 1}),
        ([("a", IN, ["3A"]), ("a", IN + DAY, ["3A", "4B"])], {"3A": 1, "4B": 1, "any": 1}),
        ([("a", IN, ["3A"]), ("b", IN, ["3A"])], {"3A": 2, "any": 2}),
        ([("a", FIRST, ["3A"]), ("b", LAST, ["3A"])], {"3A": 2, "any": 2}),
        ([("a", FIRST - DAY, ["3A"]), ("b", LAST + DAY, ["3A"]), ("c", None, ["3A"])], {"any": 0}),
        ([("a", IN, ["21"]), ("b", IN, []), (None, IN, ["3A"])], {"any": 0}),
        ([("a", IN, ["8B", "8F"])], {"8": 1, "any": 1}),
    ],
    ids=["several factors", "several assessments", "several episodes", "first and last day", "not in the year",
         "nothing found", "private fostering"],
)  # fmt: skip
def test_the_unit_is_the_episode_with_an_assessment_finished_in_the_year(
    rows: list[Assessed], told: dict[str, int]
) -> None:
    assert counted(*rows) == told


DAYS = st.none() | st.dates(date(2024, 3, 20), date(2025, 4, 10))
ROWS = st.tuples(st.sampled_from("abc"), DAYS, st.lists(st.sampled_from(["3A", "3B", "4B", "21", "8B"]), unique=True))


@settings(deadline=None, max_examples=50)
@given(st.lists(ROWS, max_size=6))
def test_it_counts_as_one_would_by_hand(rows: list[Assessed]) -> None:
    found: dict[str, set[str]] = {"any": set()}
    for episode, day, codes in rows:
        for code in codes:
            if episode and day and FIRST <= day <= LAST and code != "21":
                found.setdefault("8" if code == "8B" else code, set()).add(episode)
                found["any"].add(episode)
    assert counted(*rows) == {code: len(episodes) for code, episodes in found.items()}


def test_the_same_expression_is_fit_for_spark() -> None:
    assert str(ibis.to_sql(episodes_by_factor(2025), dialect="pyspark")).count("UNION ALL") == 1


@pytest.mark.parametrize(
    ("on", "year"), [(date(2026, 3, 31), 2026), (date(2026, 4, 1), 2027), (date(2025, 12, 31), 2026)]
)
def test_the_year_of_a_day(on: date, year: int) -> None:
    assert census_year(on) == year


def of(count: int, among: int) -> Facts:
    return assessed(*((str(at), IN, ["3B"] if at < count else ["20"]) for at in range(among)))


def compared(store: Path, count: int = 10, among: int = 40, **more: Any) -> Comparison:
    given_ = {"year": 2025, "authority": "701", "codes": ["3B"]} | more
    return comparison(of(count, among), store, **given_)


def test_ours_stands_beside_the_published_figures_code_by_code(folder: Path, store: Path) -> None:
    found = compared(loaded(folder, store), codes=["3A", "3B", "24A"])
    row = {each.code: each for each in found.rows}
    assert list(row) == ["3A", "3B", "24A"]
    low, high = wilson(10, 40) or (0, 0)
    label = "Domestic abuse: a parent or carer"
    assert row["3B"].ours == Figure("3B", label, 10, 40, 0.25, low, high)
    assert (row["3B"].published, row["3B"].england, row["3B"].region) == (0.25, 0.32, 0.4)
    assert (row["3B"].neighbours_median, row["3B"].neighbours_known) == (0.2, 9)
    assert (row["3A"].published, row["3A"].england, row["3A"].ours.count) == (None, 0.0, 0)
    assert (row["24A"].england, row["24A"].neighbours_known) == (None, 0)
    assert (found.year, found.published_year) == (2025, 2025)
    assert (found.region_name, found.neighbours[0]) == ("Mid West", "Council 702")
    names = "; ".join(f"Council {number}" for number in NEIGHBOURS)
    assert found.note == (
        f"{THE_UNIT} The region is Mid West, as published for Council 701. Its 10 statistical neighbours (the model of 2025) "
        f"in the tables of the year are {names}. The median and the range are of those whose figure was published. England "
        "and the regions are published rounded to the nearest 10 episodes."
    )


@pytest.mark.parametrize("year", [1, 10_000])
def test_a_year_that_cannot_be_is_not_compared(folder: Path, store: Path, year: int) -> None:
    with pytest.raises(NotLoaded):
        compared(loaded(folder, store), year=year)
    assert compared(store, year=9999).year == 9999


def test_a_name_that_holds_a_comma_stays_one_in_the_list(tmp_path: Path, store: Path) -> None:
    near = [
        authority(number, **factors()) | ({"la_name": "Herefordshire, County of"} if number == "703" else {})
        for number in NEIGHBOURS
    ]
    write(tmp_path / "in" / "c3.csv", [england(**factors()), authority("701", **factors()), *near])
    model(tmp_path / "in" / "sn_model_2025.csv")
    note = compared(loaded(tmp_path / "in", store)).note
    assert note.split("in the tables of the year are ")[1].split(". The median")[0].split("; ")[:3] == [
        "Council 702", "Herefordshire, County of", "Council 704"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("today", "reaches", "told"),
    [
        (date(2027, 3, 31), None, "ended on 31 March 2027"),
        (date(2027, 3, 31), date(2027, 3, 31), "ended on 31 March 2027"),
        (date(2026, 11, 22), date(2027, 3, 31), "ends on 31 March 2027 (so far, up to 22 November 2026)"),
        (date(2026, 11, 22), None, "ends on 31 March 2027 (so far, up to 22 November 2026)"),
        (date(2028, 1, 1), date(2026, 11, 22), "ends on 31 March 2027 (so far, up to 22 November 2026)"),
    ],
)
def test_a_year_that_is_not_over_is_told_so_far(
    folder: Path, store: Path, today: date, reaches: date | None, told: str
) -> None:
    found = comparison(
        replace(of(10, 40), reaches=reaches),
        loaded(folder, store),
        year=2027,
        authority="701",
        codes=["3B"],
        today=today,
    )
    assert found.unit_words.split(", and a factor recorded")[0] == (
        f"Episodes of need with an assessment finished in the year that {told}"
    )
    assert f"31 March 2025, the latest loaded; ours are of the year that {told}. " in found.note


def test_another_year_than_ours_is_told(folder: Path, store: Path) -> None:
    found = compared(loaded(folder, store), year=2026)
    assert (found.year, found.published_year) == (2026, 2025)
    assert found.note.startswith(
        f"{THE_UNIT} The published figures are of the year that ended on 31 March 2025, the latest loaded; ours are of the year "
        "that ended on 31 March 2026. In these facts no assessment with a factor was finished in the year. "
    )
    assert found.rows[0].ours == Figure("3B", "Domestic abuse: a parent or carer", 0, 0)
    assert compared(store, year=2024).published_year == 2023
    with pytest.raises(NotLoaded, match="no year up to 2022 is loaded"):
        compared(store, year=2022)


@pytest.mark.parametrize(
    ("count", "among", "told"),
    [
        (0, 40, (0, 40)), (1, 40, (None, 40)), (5, 40, (None, 40)), (6, 40, (6, 40)),
        (34, 40, (34, 40)), (35, 40, (None, 40)), (40, 40, (40, 40)), (0, 5, (None, None)), (0, 0, (0, 0)),
    ],
)  # fmt: skip
def test_small_counts_of_ours_are_kept_back_where_they_are_published(
    folder: Path, store: Path, count: int, among: int, told: tuple[int | None, int | None]
) -> None:
    found = compared(loaded(folder, store), count, among)
    ours = kept_safe(found, definition(), SmallNumbers()).rows[0].ours
    assert (ours.count, ours.among) == told
    assert ((ours.share, ours.low, ours.high) == (None, None, None)) == (not ours.among or ours.count is None)


AMONG = 400


def by_code(**counts: int) -> Comparison:
    """As counted, of which only ours matters: `c3A=7`."""
    row = ComparisonRow("", "", Figure("", "", 0, 0), None, None, None, None, None)
    figures = [own_figure(name[1:], count, AMONG) for name, count in counts.items()]
    rows = tuple(replace(row, code=ours.name, label=ours.label, ours=ours) for ours in figures)
    return Comparison(2025, "", "A note.", rows, "", 2025)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        # A 0 hides nothing: the least that is not 0 goes with the small one.
        ({"c3A": 3, "c3B": 90, "c3C": 0}, [None, None, 0]),
        ({"c3A": 3, "c3B": 90, "c3C": 20}, [None, 90, None]),
        # Where nothing else is left, all of them.
        ({"c3A": 3, "c3B": 0, "c3C": 0}, [None, None, None]),
        ({"c4B": 0, "c4C": 2}, [None, None]),
        # 1 and 1 are known by their sum; 1 and 5 could be 5 and 1.
        ({"c3A": 1, "c3B": 90, "c3C": 1}, [None, None, None]),
        ({"c3A": 1, "c3B": 90, "c3C": 5}, [None, 90, None]),
        # Nearly all of them tells of the few that are not.
        ({"c3A": 398, "c3B": 90, "c3C": 0}, [None, None, 0]),
        # Another factor's small count is no companion.
        ({"c3A": 10, "c3B": 90, "c3C": 0, "c2B": 4, "c2C": 30}, [10, 90, 0, None, None]),
    ],
)  # fmt: skip
def test_no_code_kept_back_is_left_by_subtraction(counts: dict[str, int], told: list[int | None]) -> None:
    found = kept_safe(by_code(**counts), definition(), SmallNumbers())
    assert [row.ours.count for row in found.rows] == told
    assert (found.note, {row.ours.among for row in found.rows}) == ("A note.", {AMONG})


def test_ours_are_rounded_as_all_that_is_published_is() -> None:
    found = kept_safe(by_code(c3A=97, c3B=6, c3C=153), definition(), SmallNumbers(rounding=10))
    low, high = wilson(100, AMONG) or (0, 0)
    assert found.rows[0].ours == Figure("3A", found.rows[0].label, 100, AMONG, 0.25, low, high)
    assert [row.ours.count for row in found.rows] == [100, 10, 150]
    assert found.note == "A note. Ours are rounded to the nearest 10."


def test_a_code_that_nobody_publishes(folder: Path, store: Path) -> None:
    with pytest.raises(ValueError, match=r"^No factor is published as 21, 8B.$"):
        compared(loaded(folder, store), codes=["3B", "21", "8B"])


def test_every_code_of_hidden_harm_is_published() -> None:
    codes = {code for group in definition().groups.values() for code in group.codes}
    assert codes - set(FACTORS) == set()


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (SHARED / "national").exists():
        pytest.skip("the published tables are not beside the project")
    store = tmp_path_factory.mktemp("real") / "national"
    load(SHARED / "national", store, at=AT)
    return store


def test_the_newest_sound_tables_are_found_among_all_that_lie_there(real: Path) -> None:
    assert [(each.kind, each.file, each.years[0], each.years[-1]) for each in listing(real)] == [
        ("factors", "c3_factors_identified_at_end_of_assessment_2018_to_2025.csv", 2018, 2025),
        ("children_in_need", "b1_children_in_need_2013_to_2025.csv", 2013, 2025),
        ("population", "ons_mid-year_population_estimates_2012_to_2024.csv", 2012, 2024),
        ("neighbours", "sn_model_2025_wide.csv", 2025, 2025),
    ]


def test_englands_counts_of_2025_as_they_stand_in_the_file(real: Path) -> None:
    of_2025, of_2018 = factors_published(real, "941", 2025), factors_published(real, "941", 2018)
    read_by_eye = {
        "1B": 73250, "1C": 11600, "2B": 72620, "2C": 15930, "3A": 57930, "3B": 162890, "3C": 25560, "4B": 171780, "4C": 23600,
        "20": 83770, "24A": 16250,
    }  # fmt: skip
    assert {code: of_2025.factor(code).england_count for code in read_by_eye} == read_by_eye
    assert of_2025.factor("3B").share.england == 162890 / 513250
    before_the_split = {"3B": 155420, "18A": 71630, "18B": None, "24A": None}
    assert {code: of_2018.factor(code).england_count for code in before_the_split} == before_the_split


def test_an_authority_of_a_return_by_its_number(real: Path) -> None:
    found = factors_published(real, "941", 2025)
    assert (found.place.name, found.place.region_name) == ("West Northamptonshire", "East Midlands")
    assert (found.factor("3B").count, found.factor("3B").share.own) == (1250, 1250 / 3824)
    near = "822 940 937 866 933 935 311 855 931 303"
    assert " ".join(number for number, _ in found.place.neighbours) == near
    assert found == factors_published(real, "E06000062", 2025)
    assert found.factor("3B").share.neighbours_known == 10
    assert factors_published(real, "201", 2025).place.region_name == "Inner London"


def test_what_the_department_kept_back_stays_back(real: Path) -> None:
    city, herefordshire = factors_published(real, "201", 2025), factors_published(real, "884", 2024)
    assert (city.factor("3B").count, city.factor("3B").share.own, city.factor("1B").count) == (None, None, 0)
    assert {factor.share.own for factor in herefordshire.factors} == {None}


def test_our_rates_are_the_departments_where_it_publishes_both(real: Path) -> None:
    older = SHARED / "national" / "dfe_cin_statistics_2013_2024"
    needs = read(next(older.glob("b1_*.csv")), "children_in_need").rows.to_pylist()
    people = read(next(older.glob("ons_*.csv")), "population").rows.to_pylist()
    children = {(row["year"] + 1, row["number"]): row["count"] for row in people}
    both = [
        (row, children[row["year"], row["number"]])
        for row in needs
        if row["number"] and row["rate"] is not None and children[row["year"], row["number"]]
    ]
    off = [row for row, among in both if abs(row["count"] / among * 10_000 - row["rate"]) > 0.05 + 1e-9]
    assert (len(both), off) == (5384, [])


def test_the_known_council_beside_england(real: Path) -> None:
    file = SHARED / "returns" / "hidden_harm_3735.xml"
    facts_ = facts_of(columns_of(read_return(file)), file.name)
    found = comparison(facts_, real, year=2019, authority="999", codes=["3A", "3B", "3C"])
    assert {row.code: row.england for row in found.rows} == {
        "3A": 62530 / 498870, "3B": 159970 / 498870, "3C": 30090 / 498870}  # fmt: skip
    assert "The published tables know no authority 999: England stands alone." in found.note
    assert len({row.ours.among for row in found.rows}) == 1
