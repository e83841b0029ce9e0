import pytest

from hearth.evidence.returns.cin_census.example import Given, child, episode, section_47
from hearth.evidence.returns.cin_census.rules.conftest import Found


def enquired(conference: str | None, flag: str | None, closed: str | None = "2025-12-01") -> Given:
    return child(
        episode(CINclosureDate=closed, Section47=[section_47(DateOfInitialCPC=conference, ICPCnotRequired=flag)])
    )


AT_FAULT = [
    ("Section47", "DateOfInitialCPC", 1),
    ("Section47", "ICPCnotRequired", 1),
    ("CINdetails", "CINclosureDate", 1),
]
GOOD = enquired("2025-06-30", "0")


@pytest.mark.parametrize("flag", ["0", "false", None, "", "maybe"])
def test_has_neither_conference_nor_flag(found: Found, flag: str | None) -> None:
    assert found("8868", GOOD, enquired(None, flag)) == AT_FAULT
    assert found("8868", GOOD, enquired("2025-06-30", flag)) == []


@pytest.mark.parametrize("flag", ["1", "true"])
def test_has_conference_and_flag(found: Found, flag: str) -> None:
    assert found("8868", GOOD, enquired("2025-06-30", flag)) == AT_FAULT
    assert found("8868", GOOD, enquired(None, flag)) == []


def test_a_conference_of_the_episode_does_not_count(found: Found) -> None:
    given = episode(
        CINclosureDate="2025-12-01",
        DateOfInitialCPC="2025-06-30",
        Section47=[section_47(DateOfInitialCPC=None)],
    )
    assert found("8868", GOOD, child(given)) == AT_FAULT


def test_nothing_is_said_of_an_episode_that_is_open(found: Found) -> None:
    assert found("8868", enquired(None, "0", closed=None), enquired("2025-06-30", "1", closed=None)) == []
