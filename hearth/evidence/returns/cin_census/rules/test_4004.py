from hearth.evidence.returns.cin_census.example import child, cin_plan, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found

ENDED = cin_plan(CINPlanEndDate="2025-07-20")


def test_two_open_plans(found: Found) -> None:
    two = episode(CINPlanDates=[cin_plan(), ENDED, cin_plan()])
    assert found("4004", child(episode(CINPlanDates=[cin_plan()])), child(two)) == [
        ("CINplanDates", "CINPlanEndDate", 1),
        ("CINplanDates", "CINPlanEndDate", 3),
    ]


def test_one_open_plan(found: Found) -> None:
    assert found("4004", child(episode(CINPlanDates=[ENDED, ENDED, cin_plan()]))) == []


def test_one_in_each_of_two_episodes(found: Found) -> None:
    open_plan = episode(CINPlanDates=[cin_plan()])
    assert found("4004", child(open_plan, open_plan), child(open_plan)) == []


def test_a_plan_without_any_date_is_open(found: Found) -> None:
    blank = episode(CINPlanDates=[cin_plan(CINPlanStartDate=None), cin_plan()])
    assert found("4004", child(blank)) == [("CINplanDates", "CINPlanEndDate", 0), ("CINplanDates", "CINPlanEndDate", 1)]
