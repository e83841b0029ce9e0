import pytest

from hearth.evidence.returns.cin_census.example import child
from hearth.evidence.returns.cin_census.rules.conftest import Found

FAULT = [("Header", "ReferenceDate", 0)]


@pytest.mark.parametrize("day", ["2026-03-30", "2026-04-01", "2025-03-31", "2026-03-01", "2026-01-31"])
def test_another_day(found: Found, day: str) -> None:
    assert found("100", child(), child(), reference_date=day) == FAULT


def test_no_day(found: Found) -> None:
    assert found("100", child(), reference_date=None) == FAULT


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_the_last_day_of_the_year(found: Found, year: int) -> None:
    assert found("100", child(), child(), year=year) == []
