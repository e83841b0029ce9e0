"""What a rule's cases are told with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from hearth.evidence.returns.cin_census.check import run
from hearth.evidence.returns.cin_census.columns import columns_of
from hearth.evidence.returns.cin_census.compiled import compiled
from hearth.evidence.returns.cin_census.compiled_rule import Compiled
from hearth.evidence.returns.cin_census.example import Given, census
from hearth.evidence.returns.cin_census.reader import read

Fault = tuple[str, str, int]
Found = Callable[..., list[Fault]]


@cache
def _rules(year: int) -> dict[str, Compiled]:
    return {each.code: each for each in compiled(year, "duckdb")}


@pytest.fixture
def found() -> Found:
    """`found("1103", child(...), child(...))`: the faults as (table, field, row); of a rule on the whole return, one
    ("return", message, 0). A rule that fails to run fails the test; one not of that year finds nothing."""

    def check(code: str, *children: Given, year: int = 2026, reference_date: str | None = "") -> list[Fault]:
        if code not in _rules(year):
            return []
        columns = columns_of(read(census(*children, year=year, reference_date=reference_date)))
        day = date.fromisoformat(reference_date) if reference_date else date(year, 3, 31)
        report = run(columns, [_rules(year)[code]], year=year, reference_date=day)
        assert report.failed_rules == {}
        faults = [(each.table, each.field, each.row) for each in report.issues]
        return faults + [("return", each.message, 0) for each in report.return_level]

    return check
