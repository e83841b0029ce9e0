from hearth.evidence.returns.cin_census.example import Given, child, cin_plan, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


def planned(start: str | None, end: str | None) -> Given:
    return episode(CINPlanDates=[cin_plan(CINPlanStartDate=start, CINPlanEndDate=end)])


def ended(*days: str | None) -> list[Given]:
    return [child(planned("2025-02-03", day)) for day in days]


def test_ends_outside_the_year(found: Found) -> None:
    assert found("4013", *ended("2025-03-31", "2025-04-01", "2026-03-31", "2026-04-01")) == [
        ("CINplanDates", "CINPlanEndDate", 0),
        ("CINplanDates", "CINPlanEndDate", 3),
    ]


def test_the_year_is_that_of_the_return(found: Found) -> None:
    assert found("4013", *ended("2025-03-31", "2025-04-01"), year=2025) == [("CINplanDates", "CINPlanEndDate", 1)]


def test_nothing_is_said_of_a_plan_that_has_not_ended(found: Found) -> None:
    assert found("4013", *ended(None)) == []
    assert found("4013", child(planned(None, None))) == []
