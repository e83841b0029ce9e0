from hearth.evidence.returns.cin_census.example import Given, child
from hearth.evidence.returns.cin_census.rules.conftest import Found


def died(*days: str | None) -> list[Given]:
    return [child(PersonDeathDate=day) for day in days]


def test_died_outside_the_year(found: Found) -> None:
    assert found("8545Q", *died("2025-03-31", "2025-04-01", "2026-03-31", "2026-04-01")) == [
        ("ChildIdentifiers", "PersonDeathDate", 0),
        ("ChildIdentifiers", "PersonDeathDate", 3),
    ]


def test_the_year_is_that_of_the_return(found: Found) -> None:
    assert found("8545Q", *died("2025-03-31", "2025-04-01"), year=2025) == [("ChildIdentifiers", "PersonDeathDate", 1)]


def test_nothing_is_said_of_a_child_without_a_date_of_death(found: Found) -> None:
    assert found("8545Q", *died(None)) == []
