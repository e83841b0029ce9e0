from hearth.evidence.returns.cin_census.example import Given, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


def referred(*days: str | None) -> list[Given]:
    return [child(episode(CINreferralDate=day)) for day in days]


def test_missing_no_day_or_after_the_reference_date(found: Found) -> None:
    assert found("8600", *referred("2026-03-31", "2026-04-01", None, "31/03/2026", "")) == [
        ("CINdetails", "CINreferralDate", 1),
        ("CINdetails", "CINreferralDate", 2),
        ("CINdetails", "CINreferralDate", 3),
        ("CINdetails", "CINreferralDate", 4),
    ]


def test_on_the_reference_date_or_before(found: Found) -> None:
    assert found("8600", *referred("2026-03-31", "2026-03-30", "2015-01-05")) == []


def test_the_reference_date_is_that_of_the_return(found: Found) -> None:
    assert found("8600", *referred("2025-03-31", "2025-04-01"), year=2025) == [("CINdetails", "CINreferralDate", 1)]
