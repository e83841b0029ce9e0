import pytest

from hearth.evidence.returns.cin_census.example import child, episode, protection_plan
from hearth.evidence.returns.cin_census.rules.conftest import Found

PLAN = protection_plan("2025-09-01")


@pytest.mark.parametrize("flag", ["1", "true"])
def test_holds_a_plan(found: Found, flag: str) -> None:
    """The plan told is the one in that referral, and no other of the child or of another."""
    good = episode(ChildProtectionPlans=[PLAN])
    bad = episode(ReferralNFA=flag, ChildProtectionPlans=[PLAN])
    assert found("8832", child(good), child(episode(ReferralNFA=flag), good, bad, good), child(good)) == [
        ("ChildProtectionPlans", "LAchildID", 2),
        ("CINdetails", "ReferralNFA", 3),
    ]


def test_a_plan_in_which_all_is_missing(found: Found) -> None:
    bare = protection_plan(CPPstartDate=None, NumberOfPreviousCPP=None)
    assert found("8832", child(episode(ReferralNFA="1", ChildProtectionPlans=[bare]))) == [
        ("ChildProtectionPlans", "LAchildID", 0),
        ("CINdetails", "ReferralNFA", 0),
    ]


@pytest.mark.parametrize("flag", ["0", "false", None, ""])
def test_the_flag_does_not_say_so(found: Found, flag: str | None) -> None:
    assert found("8832", child(episode(ReferralNFA=flag, ChildProtectionPlans=[PLAN]))) == []


def test_holds_no_plan(found: Found) -> None:
    assert found("8832", child(episode(ReferralNFA="1"), episode(ChildProtectionPlans=[PLAN]))) == []
