import pytest

from hearth.evidence.returns.cin_census.example import Given, child, episode, section_47
from hearth.evidence.returns.cin_census.rules.conftest import Fault, Found


def enquired(*days: tuple[str | None, str | None]) -> Given:
    return episode(Section47=[section_47(S47ActualStartDate=a, DateOfInitialCPC=b) for a, b in days])


FIRST = ("2025-06-03", "2025-07-10")
BOTH = [
    ("Section47", "S47ActualStartDate", 0),
    ("Section47", "S47ActualStartDate", 1),
    ("Section47", "DateOfInitialCPC", 0),
    ("Section47", "DateOfInitialCPC", 1),
]


@pytest.mark.parametrize("start", ["2025-06-03", "2025-06-20", "2025-07-10"])
def test_starts_while_another_runs(found: Found, start: str) -> None:
    assert found("8890", child(enquired(FIRST, (start, "2025-09-01")))) == BOTH
    assert found("8890", child(enquired((start, "2025-09-01"), FIRST))) == BOTH


@pytest.mark.parametrize("days", [("2025-07-11", "2025-09-01"), ("2025-05-01", "2025-06-02")])
def test_starts_after_another_ends(found: Found, days: tuple[str, str]) -> None:
    assert found("8890", child(enquired(FIRST, days))) == []


def test_one_that_is_open_runs_to_the_reference_date(found: Found) -> None:
    assert found("8890", child(enquired((FIRST[0], None), ("2026-03-31", None)))) == BOTH
    assert found("8890", child(enquired((FIRST[0], None), ("2026-04-01", None)))) == []


def test_each_of_three_is_told_once(found: Found) -> None:
    assert found("8890", child(enquired(FIRST, FIRST, FIRST, ("2025-08-01", "2025-09-01")))) == [
        ("Section47", field, row) for field in ("S47ActualStartDate", "DateOfInitialCPC") for row in (0, 1, 2)
    ]


@pytest.mark.parametrize(("flag", "faults"), [("0", BOTH), (None, BOTH), ("1", []), ("true", [])])
def test_one_whose_conference_was_not_required_does_not_run_on(
    found: Found, flag: str | None, faults: list[Fault]
) -> None:
    open_one = section_47(S47ActualStartDate="2025-06-03", DateOfInitialCPC=None, ICPCnotRequired=flag)
    later = section_47(S47ActualStartDate="2025-09-01", DateOfInitialCPC="2025-09-10")
    assert found("8890", child(episode(Section47=[open_one, later]))) == faults


def test_a_conference_counts_whatever_the_flag_says(found: Found) -> None:
    flagged = section_47(S47ActualStartDate="2025-06-03", DateOfInitialCPC="2025-07-10", ICPCnotRequired="1")
    inside = section_47(S47ActualStartDate="2025-06-20", DateOfInitialCPC=None, ICPCnotRequired="1")
    assert found("8890", child(episode(Section47=[flagged, inside]))) == BOTH


def test_two_episodes_are_not_compared(found: Found) -> None:
    assert found("8890", child(enquired(FIRST), enquired(FIRST))) == []


def test_nothing_is_said_of_what_has_no_start(found: Found) -> None:
    assert found("8890", child(enquired(FIRST, (None, FIRST[1]), (None, None)))) == []
