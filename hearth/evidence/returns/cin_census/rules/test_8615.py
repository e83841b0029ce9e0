import pytest

from hearth.evidence.returns.cin_census.example import child, episode, section_47
from hearth.evidence.returns.cin_census.rules.conftest import Found

START, CONFERENCE = ("Section47", "S47ActualStartDate"), ("Section47", "DateOfInitialCPC")


def test_starts_after_its_conference(found: Found) -> None:
    late = section_47(S47ActualStartDate="2025-07-01", DateOfInitialCPC="2025-06-30")
    assert found("8615", child(episode(Section47=[section_47(), late]))) == [(*START, 1), (*CONFERENCE, 1)]


def test_starts_on_the_day_of_its_conference(found: Found) -> None:
    same_day = section_47(S47ActualStartDate="2025-06-30", DateOfInitialCPC="2025-06-30")
    assert found("8615", child(episode(Section47=[same_day]))) == []


@pytest.mark.parametrize("start", [None, "", "30/06/2025"])
def test_has_a_conference_and_no_start(found: Found, start: str | None) -> None:
    assert found("8615", child(episode(Section47=[section_47(S47ActualStartDate=start)]))) == [
        (*START, 0),
        (*CONFERENCE, 0),
    ]


def test_without_a_conference_nothing_is_asked(found: Found) -> None:
    blank = section_47(S47ActualStartDate=None, DateOfInitialCPC=None)
    assert found("8615", child(episode(Section47=[blank, section_47(DateOfInitialCPC=None)]))) == []
