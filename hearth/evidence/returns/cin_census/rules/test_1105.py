from hearth.evidence.returns.cin_census.example import child, episode, protection_plan
from hearth.evidence.returns.cin_census.rules.conftest import Found


def test_before_the_referral(found: Found) -> None:
    good = episode(ChildProtectionPlans=[protection_plan(CPPstartDate="2025-06-02")])
    early = episode(
        ChildProtectionPlans=[protection_plan(CPPstartDate="2025-06-01"), protection_plan(CPPstartDate="2025-06-02")]
    )
    assert found("1105", child(good), child(early)) == [
        ("ChildProtectionPlans", "CPPstartDate", 1),
        ("CINdetails", "CINreferralDate", 1),
    ]


def test_that_day_or_later(found: Found) -> None:
    good = episode(
        ChildProtectionPlans=[protection_plan(CPPstartDate="2025-06-02"), protection_plan(CPPstartDate="2025-06-03")]
    )
    assert found("1105", child(good)) == []


def test_before_the_referral_of_another_episode(found: Found) -> None:
    later = episode(CINreferralDate="2025-11-03")
    assert found("1105", child(episode(ChildProtectionPlans=[protection_plan(CPPstartDate="2025-06-02")]), later)) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    no_referral = episode(CINreferralDate=None, ChildProtectionPlans=[protection_plan(CPPstartDate="2025-06-01")])
    assert (
        found("1105", child(no_referral), child(episode(ChildProtectionPlans=[protection_plan(CPPstartDate=None)])))
        == []
    )
