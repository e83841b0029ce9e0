import pytest

from hearth.evidence.returns.cin_census.example import assessment, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


@pytest.mark.parametrize("reason", ["RC8", "RC9"])
def test_closed_after_assessment_without_one(found: Found, reason: str) -> None:
    assessed = episode(Assessments=[assessment()], CINclosureDate="2025-08-01", ReasonForClosure=reason)
    closed = episode(CINclosureDate="2025-10-01", ReasonForClosure=reason)
    assert found("8825Q", child(assessed, closed)) == [("CINdetails", "ReasonForClosure", 1)]


@pytest.mark.parametrize("reason", ["RC8", "RC9"])
def test_holds_an_assessment_whatever_is_missing_in_it(found: Found, reason: str) -> None:
    bare = {"AssessmentActualStartDate": "", "AssessmentInternalReviewDate": None, "AssessmentAuthorisationDate": None}
    assert found("8825Q", child(episode(Assessments=[assessment(**bare)], ReasonForClosure=reason))) == []


@pytest.mark.parametrize("reason", ["RC7", "RC1", None, ""])
def test_closed_for_another_reason(found: Found, reason: str | None) -> None:
    assert found("8825Q", child(episode(CINclosureDate="2025-10-01", ReasonForClosure=reason))) == []
