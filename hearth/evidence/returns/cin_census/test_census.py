"""Overlaps are found by neighbours in one order; here each pair is looked at, and the same must come of it."""

from __future__ import annotations

from datetime import date, timedelta

import duckdb
import ibis
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.evidence.returns.cin_census.census import falling, overlapping
from hearth.evidence.returns.cin_census.check import run
from hearth.evidence.returns.cin_census.columns import columns_of
from hearth.evidence.returns.cin_census.compiled import compiled
from hearth.evidence.returns.cin_census.days import days_of
from hearth.evidence.returns.cin_census.example import census, child, cin_plan, episode
from hearth.evidence.returns.cin_census.in_duckdb import InDuckDB
from hearth.evidence.returns.cin_census.reader import read

Period = tuple[int, date | None, date | None]
FIRST = date(2025, 4, 1)
DAYS = st.none() | st.integers(0, 6).map(lambda n: FIRST + timedelta(days=n))
PERIODS = st.lists(st.tuples(st.integers(0, 1), DAYS, DAYS), max_size=6)
COLUMNS = {"row": "int64", "child": "int64", "start": "date", "end": "date"}
OVERLAPS = {
    is_inside: ibis.to_sql(overlapping(ibis.table(COLUMNS, name="p"), "child", is_last_day_inside=is_inside), "duckdb")
    for is_inside in (True, False)
}
OF_DAYS = ibis.table({"row": "int64", "child": "int64", "day": "date"}, name="d")
FALLING = [ibis.to_sql(each, "duckdb") for each in falling(OF_DAYS, ibis.table(COLUMNS, name="p"), "child")]


def answered(sql: str, periods: list[Period], days: list[tuple[int, date | None]] | None = None) -> list[int]:
    with duckdb.connect() as connection:
        rows = [(number, *each) for number, each in enumerate(periods)]
        connection.register("p", _table(rows, ["row", "child", "start", "end"]))
        connection.register(
            "d", _table([(number, *each) for number, each in enumerate(days or [])], ["row", "child", "day"])
        )
        return sorted(row for (row,) in connection.execute(str(sql)).fetchall())


def _table(rows: list[tuple[object, ...]], names: list[str]) -> pa.Table:
    types = [pa.int64() if name in {"row", "child"} else pa.date32() for name in names]
    return pa.table([pa.array([row[n] for row in rows], kind) for n, kind in enumerate(types)], names=names)


def holds(period: Period, child: int, day: date | None, *, is_last_day_inside: bool = False) -> bool:
    of, start, end = period
    if of != child or day is None or start is None or end is None:
        return False
    return start <= day < end or (is_last_day_inside and start <= day == end)


@pytest.mark.parametrize("is_inside", [True, False])
@given(periods=PERIODS)
def test_periods_that_overlap(is_inside: bool, periods: list[Period]) -> None:
    pairs = [(a, b) for a in range(len(periods)) for b in range(len(periods)) if a != b]
    found = {
        each
        for a, b in pairs
        if holds(periods[a], periods[b][0], periods[b][1], is_last_day_inside=is_inside)
        for each in (a, b)
    }
    assert answered(OVERLAPS[is_inside], periods) == sorted(found)


@given(periods=PERIODS, days=st.lists(st.tuples(st.integers(0, 1), DAYS), max_size=6))
def test_days_that_fall_in_periods(periods: list[Period], days: list[tuple[int, date | None]]) -> None:
    inside = [n for n, each in enumerate(days) if any(holds(period, *each) for period in periods)]
    around = [n for n, period in enumerate(periods) if any(holds(period, *each) for each in days)]
    assert [answered(sql, periods, days) for sql in FALLING] == [inside, around]


def test_what_a_rule_finds_never_outgrows_the_file() -> None:
    many = 3_000
    open_plans = [cin_plan(CINPlanStartDate="2025-07-01", CINPlanEndDate=None)] * many
    protection = [{"CPPstartDate": "2025-07-01"}] * many
    crowded = child(episode(CINPlanDates=open_plans, ChildProtectionPlans=protection), Disabilities=["wrong"] * many)
    columns = columns_of(read(census(crowded)))
    rules = compiled(2026, "duckdb")
    with InDuckDB(columns.tables, days_of(date(2026, 3, 31))) as runner:
        most = max((len(next(iter(runner.found(each.sql).values()))), each.code) for each in rules)
    assert most[0] <= 3 * many, most
    report = run(columns, [each for each in rules if each.code == "4014"], year=2026, reference_date=date(2026, 3, 31))
    assert len(report.issues) == 2 * many
