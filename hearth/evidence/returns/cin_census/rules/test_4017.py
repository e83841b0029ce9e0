from hearth.evidence.returns.cin_census.example import child, episode
from hearth.evidence.returns.cin_census.example_plans import both, in_need, protected
from hearth.evidence.returns.cin_census.rules.conftest import Found

TOLD = [
    ("ChildProtectionPlans", "CPPstartDate", 0),
    ("CINplanDates", "CINPlanStartDate", 0),
    ("CINplanDates", "CINPlanEndDate", 0),
]


def test_starts_while_a_child_in_need_plan_is_running(found: Found) -> None:
    assert found("4017", child(), both(("2025-08-31", None), ("2025-07-01", "2025-09-01"))) == TOLD
    assert found("4017", both(("2025-07-01", None), ("2025-07-01", "2025-09-01"))) == TOLD


def test_may_start_on_the_day_the_other_plan_ends_or_the_day_before_it_starts(found: Found) -> None:
    assert found("4017", both(("2025-09-01", None), ("2025-07-01", "2025-09-01"))) == []
    assert found("4017", both(("2025-06-30", "2025-07-01"), ("2025-07-01", "2025-09-01"))) == []


def test_an_open_child_in_need_plan_runs_to_the_reference_date(found: Found) -> None:
    assert found("4017", both(("2026-03-31", None), ("2025-07-01", None))) == TOLD
    assert found("4017", both(("2026-04-01", None), ("2025-07-01", None))) == []


def test_the_child_in_need_plan_of_another_episode_of_the_child(found: Found) -> None:
    need, protection = in_need(("2025-07-01", None)), protected(("2025-08-01", None))
    assert found("4017", child(episode(**need), episode(**protection))) == TOLD
    assert found("4017", child(episode(**need)), child(episode(**protection))) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("4017", both((None, None), ("2025-07-01", None))) == []
    assert found("4017", both(("2025-08-01", None), (None, None))) == []
    assert found("4017", both(("2025-08-01", None), (None, "2025-09-01"))) == []
