from hearth.evidence.returns.cin_census.example import child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found

REFERRAL, CLOSURE = ("CINdetails", "CINreferralDate"), ("CINdetails", "CINclosureDate")


def test_closes_before_its_referral(found: Found) -> None:
    early = episode(CINreferralDate="2025-06-02", CINclosureDate="2025-06-01")
    assert found("8630", child(), child(early)) == [(*REFERRAL, 1), (*CLOSURE, 1)]


def test_closes_that_day(found: Found) -> None:
    assert found("8630", child(episode(CINreferralDate="2025-06-02", CINclosureDate="2025-06-02"))) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    blank = episode(CINreferralDate=None, CINclosureDate="2025-06-01")
    assert found("8630", child(blank, episode(CINclosureDate=None))) == []
