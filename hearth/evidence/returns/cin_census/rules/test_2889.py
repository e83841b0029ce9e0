from hearth.evidence.returns.cin_census.example import child, episode, section_47
from hearth.evidence.returns.cin_census.rules.conftest import Found


def test_before_the_referral(found: Found) -> None:
    good = episode(Section47=[section_47(S47ActualStartDate="2025-06-02")])
    early = episode(
        Section47=[section_47(S47ActualStartDate="2025-06-01"), section_47(S47ActualStartDate="2025-06-02")]
    )
    assert found("2889", child(good), child(early)) == [
        ("CINdetails", "CINreferralDate", 1),
        ("Section47", "S47ActualStartDate", 1),
    ]


def test_that_day_or_later(found: Found) -> None:
    good = episode(Section47=[section_47(S47ActualStartDate="2025-06-02"), section_47(S47ActualStartDate="2025-06-03")])
    assert found("2889", child(good)) == []


def test_before_the_referral_of_another_episode(found: Found) -> None:
    later = episode(CINreferralDate="2025-11-03")
    assert found("2889", child(episode(Section47=[section_47(S47ActualStartDate="2025-06-02")]), later)) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    no_referral = episode(CINreferralDate=None, Section47=[section_47(S47ActualStartDate="2025-06-01")])
    assert found("2889", child(no_referral), child(episode(Section47=[section_47(S47ActualStartDate=None)]))) == []
