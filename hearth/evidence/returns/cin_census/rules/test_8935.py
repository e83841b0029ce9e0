from hearth.evidence.returns.cin_census.example import child, episode, protection_plan
from hearth.evidence.returns.cin_census.rules.conftest import Found

OPEN, ENDED = protection_plan(), protection_plan(CPPendDate="2025-12-01")
BOTH = [("ChildProtectionPlans", "CPPendDate", 0), ("ChildProtectionPlans", "CPPendDate", 1)]


def test_has_two_open_plans_in_one_episode(found: Found) -> None:
    assert found("8935", child(episode(ChildProtectionPlans=[OPEN, OPEN, ENDED]))) == BOTH


def test_has_open_plans_in_two_episodes(found: Found) -> None:
    one = episode(ChildProtectionPlans=[OPEN])
    assert found("8935", child(one, one)) == BOTH


def test_has_one_open_plan(found: Found) -> None:
    assert found("8935", child(episode(ChildProtectionPlans=[OPEN, ENDED, ENDED]))) == []


def test_two_children_may_each_have_one(found: Found) -> None:
    one = episode(ChildProtectionPlans=[OPEN])
    assert found("8935", child(one), child(one)) == []


def test_a_blank_plan_or_one_with_no_true_end_is_open(found: Found) -> None:
    blank = {"CPPstartDate": None}
    wrong = protection_plan(CPPendDate="01/12/2025")
    assert found("8935", child(episode(ChildProtectionPlans=[blank, wrong]))) == BOTH
