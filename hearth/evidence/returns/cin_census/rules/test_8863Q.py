import pytest

from hearth.evidence.returns.cin_census.example import Given, assessment, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


def assessed(*days: tuple[str | None, str | None]) -> Given:
    return episode(
        Assessments=[assessment(AssessmentActualStartDate=a, AssessmentAuthorisationDate=b) for a, b in days]
    )


FIRST = ("2025-06-03", "2025-07-10")
BOTH = [
    ("Assessments", "AssessmentActualStartDate", 0),
    ("Assessments", "AssessmentActualStartDate", 1),
    ("Assessments", "AssessmentAuthorisationDate", 0),
    ("Assessments", "AssessmentAuthorisationDate", 1),
]


@pytest.mark.parametrize("start", ["2025-06-03", "2025-06-20", "2025-07-10"])
def test_starts_while_another_runs(found: Found, start: str) -> None:
    assert found("8863Q", child(assessed(FIRST, (start, "2025-09-01")))) == BOTH
    assert found("8863Q", child(assessed((start, "2025-09-01"), FIRST))) == BOTH


@pytest.mark.parametrize("days", [("2025-07-11", "2025-09-01"), ("2025-05-01", "2025-06-02")])
def test_starts_after_another_ends(found: Found, days: tuple[str, str]) -> None:
    assert found("8863Q", child(assessed(FIRST, days))) == []


def test_one_that_is_open_runs_to_the_reference_date(found: Found) -> None:
    assert found("8863Q", child(assessed((FIRST[0], None), ("2026-03-31", None)))) == BOTH
    assert found("8863Q", child(assessed((FIRST[0], None), ("2026-04-01", None)))) == []


def test_each_of_three_is_told_once(found: Found) -> None:
    assert found("8863Q", child(assessed(FIRST, FIRST, FIRST, ("2025-08-01", "2025-09-01")))) == [
        ("Assessments", field, row)
        for field in ("AssessmentActualStartDate", "AssessmentAuthorisationDate")
        for row in (0, 1, 2)
    ]


def test_two_episodes_are_not_compared(found: Found) -> None:
    assert found("8863Q", child(assessed(FIRST), assessed(FIRST))) == []


def test_nothing_is_said_of_what_has_no_start(found: Found) -> None:
    assert found("8863Q", child(assessed(FIRST, (None, FIRST[1]), (None, None)))) == []
