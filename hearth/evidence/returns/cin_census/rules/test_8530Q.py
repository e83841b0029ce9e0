from hearth.evidence.returns.cin_census.example import Given, child
from hearth.evidence.returns.cin_census.rules.conftest import Found


def expected(*days: str | None) -> list[Given]:
    return [child(PersonBirthDate=None, ExpectedPersonBirthDate=day) for day in days]


def test_too_early_or_too_late_and_not_on_the_boundary_days(found: Found) -> None:
    assert found("8530Q", *expected("2026-02-28", "2026-03-01", "2026-12-31", "2027-01-01")) == [
        ("ChildIdentifiers", "ExpectedPersonBirthDate", 0),
        ("ChildIdentifiers", "ExpectedPersonBirthDate", 3),
    ]


def test_a_year_whose_february_is_longer(found: Found) -> None:
    assert found("8530Q", *expected("2024-02-29", "2024-03-01", "2024-12-31", "2025-01-01"), year=2024) == [
        ("ChildIdentifiers", "ExpectedPersonBirthDate", 0),
        ("ChildIdentifiers", "ExpectedPersonBirthDate", 3),
    ]


def test_nothing_is_said_of_a_child_without_an_expected_birth_date(found: Found) -> None:
    assert found("8530Q", child(), *expected(None)) == []
