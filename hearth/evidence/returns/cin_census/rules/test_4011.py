from hearth.evidence.returns.cin_census.example import Given, child, cin_plan, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


def planned(start: str | None, end: str | None) -> Given:
    return episode(CINPlanDates=[cin_plan(CINPlanStartDate=start, CINPlanEndDate=end)])


def test_ends_before_it_starts(found: Found) -> None:
    assert found("4011", child(planned("2025-07-14", None)), child(planned("2025-07-14", "2025-07-13"))) == [
        ("CINplanDates", "CINPlanEndDate", 1),
        ("CINplanDates", "CINPlanStartDate", 1),
    ]


def test_ends_that_day_or_later(found: Found) -> None:
    assert found("4011", child(planned("2025-07-14", "2025-07-14")), child(planned("2025-07-14", "2025-07-15"))) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("4011", child(planned(None, "2025-07-13")), child(planned("2025-07-14", None))) == []
    assert found("4011", child(planned(None, None))) == []
