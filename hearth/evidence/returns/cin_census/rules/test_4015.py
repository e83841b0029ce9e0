from hearth.evidence.returns.cin_census.example import Given, child, cin_plan, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


def planned(start: str | None, referred: str | None = "2025-06-02") -> Given:
    return episode(CINreferralDate=referred, CINPlanDates=[cin_plan(CINPlanStartDate=start)])


def test_starts_before_the_referral(found: Found) -> None:
    assert found("4015", child(), child(planned("2025-06-01"))) == [
        ("CINplanDates", "CINPlanStartDate", 0),
        ("CINdetails", "CINreferralDate", 1),
    ]


def test_starts_that_day_or_later(found: Found) -> None:
    assert found("4015", child(planned("2025-06-02")), child(planned("2025-06-03"))) == []


def test_it_is_the_referral_of_its_own_episode(found: Found) -> None:
    assert found("4015", child(planned("2025-06-03"), episode(CINreferralDate="2025-09-01"))) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("4015", child(planned(None)), child(planned("2025-06-01", referred=None))) == []
