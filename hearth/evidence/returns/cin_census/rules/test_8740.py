import pytest

from hearth.evidence.returns.cin_census.example import Given, child, episode, section_47
from hearth.evidence.returns.cin_census.rules.conftest import Found

TOLD = [
    ("Section47", "S47ActualStartDate", 0),
    ("Section47", "DateOfInitialCPC", 0),
    ("Section47", "ICPCnotRequired", 0),
]


def enquiry(start: str | None, not_required: str | None = "0", held: str | None = None) -> Given:
    return child(
        episode(Section47=[section_47(S47ActualStartDate=start, DateOfInitialCPC=held, ICPCnotRequired=not_required)])
    )


@pytest.mark.parametrize("start", ["2025-03-31", "2026-04-01"])
def test_no_conference_and_started_outside_the_year(found: Found, start: str) -> None:
    assert found("8740", enquiry(start)) == TOLD


@pytest.mark.parametrize("start", ["2025-04-01", "2026-03-31"])
def test_started_in_the_year(found: Found, start: str) -> None:
    assert found("8740", enquiry(start)) == []


@pytest.mark.parametrize("flag", ["0", "false", None, ""])
def test_a_conference_is_required_however_no_is_written(found: Found, flag: str | None) -> None:
    assert found("8740", enquiry("2025-03-31", not_required=flag)) == TOLD


@pytest.mark.parametrize("flag", ["1", "true"])
def test_no_conference_is_required(found: Found, flag: str) -> None:
    assert found("8740", enquiry("2025-03-31", not_required=flag)) == []


def test_the_conference_was_held(found: Found) -> None:
    assert found("8740", enquiry("2025-03-31", held="2025-04-10")) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("8740", enquiry(None), enquiry("")) == []
