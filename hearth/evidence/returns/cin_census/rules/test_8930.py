from hearth.evidence.returns.cin_census.example import Given, child, episode, protection_plan
from hearth.evidence.returns.cin_census.rules.conftest import Found


def ends(*days: str | None) -> Given:
    return child(episode(ChildProtectionPlans=[protection_plan(CPPendDate=day) for day in days]))


def test_ends_outside_the_year(found: Found) -> None:
    assert found("8930", ends("2025-03-31", "2025-04-01", "2026-03-31", "2026-04-01")) == [
        ("ChildProtectionPlans", "CPPendDate", 0),
        ("ChildProtectionPlans", "CPPendDate", 3),
    ]


def test_the_year_is_that_of_the_return(found: Found) -> None:
    assert found("8930", ends("2024-03-31", "2024-04-01"), year=2024) == [("ChildProtectionPlans", "CPPendDate", 1)]


def test_nothing_is_said_of_a_plan_that_is_open(found: Found) -> None:
    assert found("8930", ends(None)) == []
