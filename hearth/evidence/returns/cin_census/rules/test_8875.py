import pytest

from hearth.evidence.returns.cin_census.example import Given, child, episode, section_47
from hearth.evidence.returns.cin_census.rules.conftest import Found


def conference(day: str | None) -> Given:
    return child(episode(Section47=[section_47(DateOfInitialCPC=day)]))


@pytest.mark.parametrize("day", ["2025-07-05", "2025-07-06", "2024-02-17", "2026-03-29"])
def test_is_a_weekend(found: Found, day: str) -> None:
    assert found("8875", conference("2025-07-01"), conference(day)) == [("Section47", "DateOfInitialCPC", 1)]


def test_is_a_day_of_the_week_or_blank(found: Found) -> None:
    week = ["2025-06-30", "2025-07-01", "2025-07-02", "2025-07-03", "2025-07-04", "2025-07-07"]
    assert found("8875", *map(conference, [*week, None, ""])) == []
