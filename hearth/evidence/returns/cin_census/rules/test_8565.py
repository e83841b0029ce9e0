import pytest

from hearth.evidence.returns.cin_census.example import (
    Given,
    assessment,
    child,
    cin_plan,
    episode,
    protection_plan,
    section_47,
)
from hearth.evidence.returns.cin_census.rules.conftest import Found

CLOSED = "2025-09-01"
DAY_AFTER = "2025-09-02"

EPISODE = [("CINdetails", "CINclosureDate", 1), ("CINdetails", "DateOfInitialCPC", 1)]
ASSESSMENT = [("Assessments", "AssessmentActualStartDate", 0), ("Assessments", "AssessmentAuthorisationDate", 0)]
SECTION_47 = [("Section47", "S47ActualStartDate", 0), ("Section47", "DateOfInitialCPC", 0)]
PROTECTION_PLAN = [("ChildProtectionPlans", "CPPendDate", 0)]
CIN_PLAN = [("CINplanDates", "CINPlanStartDate", 0), ("CINplanDates", "CINPlanEndDate", 0)]


def dated(name: str, day: str | None) -> Given:
    """What an episode holds so that one of its dates, and no other, may be late."""
    if name in {"AssessmentActualStartDate", "AssessmentAuthorisationDate"}:
        return {"Assessments": [assessment(**{name: day})]}
    if name in {"S47ActualStartDate", "DateOfInitialCPC of Section47"}:
        return {"Section47": [section_47(**{name.partition(" ")[0]: day})]}
    if name == "CPPendDate":
        return {"ChildProtectionPlans": [protection_plan(CPPendDate=day)]}
    if name in {"CINPlanStartDate", "CINPlanEndDate"}:
        return {"CINPlanDates": [cin_plan(**{name: day})]}
    return {name: day}


DATES = {
    "DateOfInitialCPC": [],
    "AssessmentActualStartDate": ASSESSMENT,
    "AssessmentAuthorisationDate": ASSESSMENT,
    "S47ActualStartDate": SECTION_47,
    "DateOfInitialCPC of Section47": SECTION_47,
    "CPPendDate": PROTECTION_PLAN,
    "CINPlanStartDate": CIN_PLAN,
    "CINPlanEndDate": CIN_PLAN,
}


@pytest.mark.parametrize("name", DATES)
def test_each_date_after_closure(found: Found, name: str) -> None:
    late = child(episode(CINclosureDate=CLOSED, **dated(name, DAY_AFTER)))
    assert found("8565", child(), late) == EPISODE + DATES[name]


@pytest.mark.parametrize("name", DATES)
def test_each_date_on_the_day_of_closure_or_blank(found: Found, name: str) -> None:
    same_day = child(episode(CINclosureDate=CLOSED, **dated(name, CLOSED)))
    assert found("8565", same_day, child(episode(CINclosureDate=CLOSED, **dated(name, None)))) == []


@pytest.mark.parametrize("name", DATES)
def test_nothing_is_said_of_an_open_episode(found: Found, name: str) -> None:
    assert found("8565", child(episode(CINclosureDate=None, **dated(name, DAY_AFTER)))) == []


def test_only_the_late_record_is_told_and_each_once(found: Found) -> None:
    late = assessment(AssessmentActualStartDate=DAY_AFTER, AssessmentAuthorisationDate="2025-10-01")
    plans = [protection_plan(CPPendDate="2025-08-01"), protection_plan(CPPendDate=DAY_AFTER)]
    both = episode(CINclosureDate=CLOSED, Assessments=[late, assessment()], ChildProtectionPlans=plans)
    assert found("8565", child(episode(CINreferralDate="2025-04-01"), both)) == [
        *EPISODE,
        *ASSESSMENT,
        ("ChildProtectionPlans", "CPPendDate", 1),
    ]


def test_a_protection_plan_is_told_by_its_end_alone(found: Found) -> None:
    plan = protection_plan("2025-09-03", CPPstartDate=DAY_AFTER)
    assert found("8565", child(episode(CINclosureDate=CLOSED, ChildProtectionPlans=[plan]))) == []


def test_it_is_the_closure_of_its_own_episode(found: Found) -> None:
    closed = episode(CINclosureDate=CLOSED)
    assert found("8565", child(closed, episode(Assessments=[assessment(AssessmentActualStartDate=DAY_AFTER)]))) == []
