import pytest

from hearth.evidence.returns.cin_census.example import Given, assessment, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


def assessed(*factors: str, reason: str | None, **given: str | None) -> Given:
    return child(episode(ReasonForClosure=reason, Assessments=[assessment(*factors, **given)]))


AT_FAULT = [("Assessments", "AssessmentFactors", 1), ("CINdetails", "ReasonForClosure", 1)]
GOOD = assessed("21", reason="RC8")


@pytest.mark.parametrize("reason", ["RC7", "RC10", None, ""])
def test_found_nothing_and_closed_for_another_reason_or_not_at_all(found: Found, reason: str | None) -> None:
    assert found("8873Q", GOOD, assessed("21", reason=reason)) == AT_FAULT


@pytest.mark.parametrize("reason", ["RC8", "RC9"])
def test_found_nothing_and_closed_after_assessment(found: Found, reason: str) -> None:
    assert found("8873Q", GOOD, assessed("21", reason=reason)) == []


def test_21_counts_beside_others_and_before_it_is_authorised(found: Found) -> None:
    assert found("8873Q", GOOD, assessed("4B", "21", "21", reason="RC7")) == AT_FAULT
    assert found("8873Q", GOOD, assessed("21", reason="RC7", AssessmentAuthorisationDate=None)) == AT_FAULT


def test_found_something_or_says_nothing(found: Found) -> None:
    assert found("8873Q", assessed("4B", reason="RC7"), assessed(reason="RC7"), assessed("", reason="RC7")) == []


def test_an_episode_with_two_assessments_is_not_asked(found: Found) -> None:
    both = episode(ReasonForClosure="RC7", Assessments=[assessment("21"), assessment("21")])
    assert found("8873Q", child(both)) == []


def test_each_episode_counts_its_own_assessments(found: Found) -> None:
    one = episode(ReasonForClosure="RC7", Assessments=[assessment("21")])
    assert found("8873Q", child(episode(ReasonForClosure="RC8", Assessments=[assessment("21")]), one)) == AT_FAULT
