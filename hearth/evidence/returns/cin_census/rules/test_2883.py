import pytest

from hearth.evidence.returns.cin_census.example import child, episode, protection_plan, section_47
from hearth.evidence.returns.cin_census.rules.conftest import Found

PLAN = protection_plan(CPPstartDate="2025-06-30")
HELD = section_47(DateOfInitialCPC="2025-06-30")


def told(plans: int, conferences: int) -> list[tuple[str, str, int]]:
    message = (
        f"Child protection plans that started in the year: {plans}; initial conferences held in it: {conferences}. "
        "No plan starts without a conference: look for those not recorded."
    )
    return [("return", message, 0)]


def test_more_plans_than_conferences(found: Found) -> None:
    with_both = episode(Section47=[HELD], ChildProtectionPlans=[PLAN])
    assert found("2883", child(with_both), child(episode(ChildProtectionPlans=[PLAN]))) == told(2, 1)


def test_as_many(found: Found) -> None:
    of_episode = episode(DateOfInitialCPC="2025-06-30", ChildProtectionPlans=[PLAN])
    of_enquiry = episode(Section47=[HELD], ChildProtectionPlans=[PLAN])
    assert found("2883", child(of_episode), child(of_enquiry)) == []


def test_a_conference_of_another_child_counts(found: Found) -> None:
    assert found("2883", child(episode(Section47=[HELD])), child(episode(ChildProtectionPlans=[PLAN]))) == []


def test_no_conference_at_all(found: Found) -> None:
    assert found("2883", child(episode(ChildProtectionPlans=[PLAN]))) == told(1, 0)


@pytest.mark.parametrize("day", ["2025-04-01", "2026-03-31"])
def test_first_and_last_day_of_the_year(found: Found, day: str) -> None:
    first = episode(ChildProtectionPlans=[protection_plan(CPPstartDate=day)])
    assert found("2883", child(first)) == told(1, 0)
    assert found("2883", child(first), child(episode(Section47=[section_47(DateOfInitialCPC=day)]))) == []
    assert found("2883", child(first), child(episode(DateOfInitialCPC=day))) == []


@pytest.mark.parametrize("day", ["2025-03-31", "2026-04-01"])
def test_the_days_before_and_after_the_year(found: Found, day: str) -> None:
    other = episode(ChildProtectionPlans=[protection_plan(CPPstartDate=day)])
    assert found("2883", child(other)) == []
    conferences = episode(DateOfInitialCPC=day, Section47=[section_47(DateOfInitialCPC=day)])
    assert found("2883", child(episode(ChildProtectionPlans=[PLAN])), child(conferences)) == told(1, 0)


def test_blank_dates_are_not_counted(found: Found) -> None:
    blank = episode(Section47=[section_47(DateOfInitialCPC=None)])
    assert found("2883", child(blank), child(episode(ChildProtectionPlans=[protection_plan(CPPstartDate=None)]))) == []
    assert found("2883", child(blank), child(episode(ChildProtectionPlans=[PLAN]))) == told(1, 0)
