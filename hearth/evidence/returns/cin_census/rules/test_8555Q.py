from hearth.evidence.returns.cin_census.example import Given, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


def referred(*days: str | None, died: str | None = "2025-08-01") -> Given:
    return child(*(episode(CINreferralDate=day) for day in days), PersonDeathDate=died)


def test_referred_after_death(found: Found) -> None:
    assert found("8555Q", child(), referred("2025-06-02", "2025-08-02")) == [
        ("CINdetails", "CINreferralDate", 2),
        ("ChildIdentifiers", "PersonDeathDate", 1),
    ]


def test_referred_that_day_or_before(found: Found) -> None:
    assert found("8555Q", referred("2025-08-01", "2025-07-31")) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("8555Q", referred(None), referred("2025-08-02", died=None)) == []
