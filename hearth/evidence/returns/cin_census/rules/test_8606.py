from hearth.evidence.returns.cin_census.example import Given, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found

REFERRED = "2025-06-02"
DAY_280, DAY_281 = "2026-03-09", "2026-03-10"


def born(birth: str | None, expected: str | None = None) -> Given:
    return child(
        episode(CINreferralDate="2025-06-03"),
        episode(CINreferralDate=REFERRED),
        PersonBirthDate=birth,
        ExpectedPersonBirthDate=expected,
    )


TOLD = [
    ("CINdetails", "CINreferralDate", 2),
    ("ChildIdentifiers", "PersonBirthDate", 1),
    ("ChildIdentifiers", "ExpectedPersonBirthDate", 1),
]


def test_more_than_280_days_before_birth(found: Found) -> None:
    assert found("8606", child(), born(DAY_281)) == TOLD


def test_more_than_280_days_before_expected_birth(found: Found) -> None:
    assert found("8606", child(), born(None, DAY_281)) == TOLD


def test_either_of_two_dates(found: Found) -> None:
    assert found("8606", child(), born(DAY_280, DAY_281)) == TOLD
    assert found("8606", child(), born(DAY_281, DAY_280)) == TOLD


def test_280_days_before_or_fewer(found: Found) -> None:
    assert found("8606", born(DAY_280), born(None, DAY_280), born(DAY_280, DAY_280), born("2016-02-14")) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("8606", born(None), child(episode(CINreferralDate=None), PersonBirthDate=DAY_281)) == []
