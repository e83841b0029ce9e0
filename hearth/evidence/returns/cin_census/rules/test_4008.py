from hearth.evidence.returns.cin_census.example import Given, child, cin_plan, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


def with_plans(*days: str | None, died: str | None = "2025-10-01") -> Given:
    return child(episode(CINPlanDates=[cin_plan(CINPlanStartDate=day) for day in days]), PersonDeathDate=died)


def test_starts_after_the_death(found: Found) -> None:
    assert found("4008", with_plans("2025-10-02", died=None), with_plans("2025-10-01", "2025-10-02")) == [
        ("ChildIdentifiers", "PersonDeathDate", 1),
        ("CINplanDates", "CINPlanStartDate", 2),
    ]


def test_starts_that_day_or_before(found: Found) -> None:
    assert found("4008", with_plans("2025-10-01"), with_plans("2025-09-30")) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("4008", with_plans("2025-10-02", died=None), with_plans(None)) == []
