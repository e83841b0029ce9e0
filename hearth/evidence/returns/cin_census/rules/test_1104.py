from hearth.evidence.returns.cin_census.example import child, episode, section_47
from hearth.evidence.returns.cin_census.rules.conftest import Found


def test_before_the_referral(found: Found) -> None:
    good = episode(Section47=[section_47(DateOfInitialCPC="2025-06-02")])
    early = episode(Section47=[section_47(DateOfInitialCPC="2025-06-01"), section_47(DateOfInitialCPC="2025-06-02")])
    assert found("1104", child(good), child(early)) == [
        ("Section47", "DateOfInitialCPC", 1),
        ("CINdetails", "CINreferralDate", 1),
    ]


def test_that_day_or_later(found: Found) -> None:
    good = episode(Section47=[section_47(DateOfInitialCPC="2025-06-02"), section_47(DateOfInitialCPC="2025-06-03")])
    assert found("1104", child(good)) == []


def test_before_the_referral_of_another_episode(found: Found) -> None:
    later = episode(CINreferralDate="2025-11-03")
    assert found("1104", child(episode(Section47=[section_47(DateOfInitialCPC="2025-06-02")]), later)) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    no_referral = episode(CINreferralDate=None, Section47=[section_47(DateOfInitialCPC="2025-06-01")])
    assert found("1104", child(no_referral), child(episode(Section47=[section_47(DateOfInitialCPC=None)]))) == []
