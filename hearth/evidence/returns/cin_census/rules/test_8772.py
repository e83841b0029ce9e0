import pytest

from hearth.evidence.returns.cin_census.example import Given, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found

ENDED = episode(ReferralNFA="1")


def no_upn(*episodes: Given, reason: str | None = "UN7") -> Given:
    return child(*episodes, UPN=None, UPNunknown=reason)


def test_a_referral_went_further(found: Found) -> None:
    assert found("8772", no_upn(ENDED), no_upn(ENDED, episode(), episode(ReferralNFA="false"))) == [
        ("ChildIdentifiers", "UPNunknown", 1),
        ("CINdetails", "ReferralNFA", 2),
        ("CINdetails", "ReferralNFA", 3),
    ]


def test_all_ended_without_further_action(found: Found) -> None:
    assert found("8772", no_upn(ENDED, episode(ReferralNFA="true"))) == []


@pytest.mark.parametrize("flag", [None, "", "yes"])
def test_a_flag_that_is_absent_does_not_say_so(found: Found, flag: str | None) -> None:
    told = [("ChildIdentifiers", "UPNunknown", 0), ("CINdetails", "ReferralNFA", 0)]
    assert found("8772", no_upn(episode(ReferralNFA=flag))) == told


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("8772", no_upn(episode(), reason=None), no_upn(episode(), reason="UN2")) == []
