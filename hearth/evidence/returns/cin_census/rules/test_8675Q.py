import pytest

from hearth.evidence.returns.cin_census.example import Given, child, episode, section_47
from hearth.evidence.returns.cin_census.rules.conftest import Found

TOLD = [
    ("Section47", "DateOfInitialCPC", 0),
    ("Section47", "S47ActualStartDate", 0),
    ("Section47", "ICPCnotRequired", 0),
]


def no_conference(start: str | None, not_required: str | None = "0", held: str | None = None) -> Given:
    return child(
        episode(Section47=[section_47(S47ActualStartDate=start, DateOfInitialCPC=held, ICPCnotRequired=not_required)])
    )


def test_began_more_than_15_working_days_before_the_reference_date(found: Found) -> None:
    """Three weeks without a holiday before Tuesday 31 March 2026 is Tuesday 10 March."""
    assert found("8675Q", no_conference("2026-03-09")) == TOLD


@pytest.mark.parametrize("start", ["2026-03-10", "2026-03-11", "2026-03-31"])
def test_began_15_working_days_before_or_later(found: Found, start: str) -> None:
    assert found("8675Q", no_conference(start)) == []


def test_a_holiday_does_not_count(found: Found) -> None:
    """Good Friday was 29 March 2024, so the 15th working day before Sunday 31 March is Friday 8 March."""
    assert found("8675Q", no_conference("2024-03-07"), year=2024) == TOLD
    assert found("8675Q", no_conference("2024-03-08"), year=2024) == []


def test_the_conference_was_held(found: Found) -> None:
    assert found("8675Q", no_conference("2026-03-09", held="2026-03-30")) == []


@pytest.mark.parametrize("flag", ["0", "false", None, "", "no"])
def test_a_conference_is_required_unless_the_flag_says_not(found: Found, flag: str | None) -> None:
    assert found("8675Q", no_conference("2026-03-09", not_required=flag)) == TOLD


@pytest.mark.parametrize("flag", ["1", "true"])
def test_no_conference_is_required(found: Found, flag: str) -> None:
    assert found("8675Q", no_conference("2026-03-09", not_required=flag)) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("8675Q", no_conference(None), no_conference("")) == []
