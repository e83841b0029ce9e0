import pytest

from hearth.evidence.returns.cin_census.example import Given, assessment, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found

TOLD = [("Assessments", "AssessmentAuthorisationDate", 0), ("Assessments", "AssessmentActualStartDate", 0)]


def assessed(start: str | None, authorised: str | None = None) -> Given:
    return child(
        episode(Assessments=[assessment(AssessmentActualStartDate=start, AssessmentAuthorisationDate=authorised)])
    )


@pytest.mark.parametrize("start", ["2025-03-31", "2026-04-01"])
def test_not_authorised_and_started_outside_the_year(found: Found, start: str) -> None:
    assert found("8736", assessed(start)) == TOLD


@pytest.mark.parametrize("start", ["2025-04-01", "2026-03-31"])
def test_started_in_the_year(found: Found, start: str) -> None:
    assert found("8736", assessed(start)) == []


def test_is_authorised(found: Found) -> None:
    assert found("8736", assessed("2025-03-31", authorised="2025-04-20")) == []


def test_an_authorisation_that_is_no_date_does_not_authorise(found: Found) -> None:
    assert found("8736", assessed("2025-03-31", authorised="2025-02-30")) == TOLD


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("8736", assessed(None), assessed("")) == []
