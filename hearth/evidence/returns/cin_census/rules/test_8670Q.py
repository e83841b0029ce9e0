import pytest

from hearth.evidence.returns.cin_census.example import Given, assessment, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found

TOLD = [("Assessments", "AssessmentAuthorisationDate", 0), ("Assessments", "AssessmentActualStartDate", 0)]


def not_finished(start: str | None, authorised: str | None = None) -> Given:
    return child(
        episode(
            Assessments=[assessment(AssessmentActualStartDate=start, AssessmentAuthorisationDate=authorised)],
        )
    )


def test_began_more_than_45_working_days_before_the_reference_date(found: Found) -> None:
    """Nine weeks without a holiday before Tuesday 31 March 2026 is Tuesday 27 January."""
    assert found("8670Q", not_finished("2026-01-26")) == TOLD


@pytest.mark.parametrize("start", ["2026-01-27", "2026-01-28", "2026-03-31"])
def test_began_45_working_days_before_or_later(found: Found, start: str) -> None:
    assert found("8670Q", not_finished(start)) == []


def test_a_holiday_does_not_count(found: Found) -> None:
    """Good Friday was 29 March 2024, so the 45th working day before Sunday 31 March is Friday 26 January."""
    assert found("8670Q", not_finished("2024-01-25"), year=2024) == TOLD
    assert found("8670Q", not_finished("2024-01-26"), year=2024) == []


def test_is_finished(found: Found) -> None:
    assert found("8670Q", not_finished("2026-01-26", authorised="2026-03-31")) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("8670Q", not_finished(None), not_finished("")) == []
