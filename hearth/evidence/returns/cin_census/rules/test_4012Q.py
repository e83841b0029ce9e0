from hearth.evidence.returns.cin_census.example import Given, child, cin_plan, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


def planned(start: str | None, end: str | None) -> Given:
    return episode(CINPlanDates=[cin_plan(CINPlanStartDate=start, CINPlanEndDate=end)])


def test_starts_and_ends_on_the_same_day(found: Found) -> None:
    assert found("4012Q", child(planned("2025-07-14", None)), child(planned("2025-07-14", "2025-07-14"))) == [
        ("CINplanDates", "CINPlanStartDate", 1),
        ("CINplanDates", "CINPlanEndDate", 1),
    ]


def test_ends_on_another_day(found: Found) -> None:
    assert found("4012Q", child(planned("2025-07-14", "2025-07-15")), child(planned("2025-07-14", "2025-07-13"))) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("4012Q", child(planned(None, None)), child(planned("2025-07-14", None))) == []
    assert found("4012Q", child(planned(None, "2025-07-14"))) == []
