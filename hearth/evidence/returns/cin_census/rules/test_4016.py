from hearth.evidence.returns.cin_census.example import child, cin_plan, episode, protection_plan
from hearth.evidence.returns.cin_census.example_plans import both, in_need, protected
from hearth.evidence.returns.cin_census.rules.conftest import Found

TOLD = [
    ("ChildProtectionPlans", "CPPstartDate", 0),
    ("ChildProtectionPlans", "CPPendDate", 0),
    ("CINplanDates", "CINPlanStartDate", 0),
]


def test_starts_while_a_protection_plan_is_running(found: Found) -> None:
    assert found("4016", child(), both(("2025-07-01", "2025-09-01"), ("2025-08-31", None))) == TOLD
    assert found("4016", both(("2025-07-01", "2025-09-01"), ("2025-07-01", None))) == TOLD


def test_may_start_on_the_day_the_protection_plan_ends_or_the_day_before_it_starts(found: Found) -> None:
    assert found("4016", both(("2025-07-01", "2025-09-01"), ("2025-09-01", None))) == []
    assert found("4016", both(("2025-07-01", "2025-09-01"), ("2025-06-30", "2025-07-01"))) == []


def test_an_open_protection_plan_runs_to_the_reference_date(found: Found) -> None:
    assert found("4016", both(("2025-07-01", None), ("2026-03-31", None))) == TOLD
    assert found("4016", both(("2025-07-01", None), ("2026-04-01", None))) == []


def test_the_protection_plan_of_another_episode_of_the_child(found: Found) -> None:
    protection, need = protected(("2025-07-01", None)), in_need(("2025-08-01", None))
    assert found("4016", child(episode(**protection), episode(**need))) == TOLD
    assert found("4016", child(episode(**protection)), child(episode(**need))) == []


def test_only_the_plan_that_was_running_is_told(found: Found) -> None:
    ended = protection_plan(CPPstartDate="2025-06-10", CPPendDate="2025-07-01")
    running = protection_plan(CPPstartDate="2025-07-01", CPPendDate="2025-09-01")
    before = cin_plan(CINPlanStartDate="2025-06-03", CINPlanEndDate="2025-06-10")
    within = cin_plan(CINPlanStartDate="2025-08-01")
    given = episode(CINPlanDates=[before, within], ChildProtectionPlans=[ended, running])
    assert found("4016", child(given)) == [(table, field, 1) for table, field, _ in TOLD]


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("4016", both((None, None), ("2025-08-01", None))) == []
    assert found("4016", both((None, "2025-09-01"), ("2025-08-01", None))) == []
    assert found("4016", both(("2025-07-01", None), (None, None))) == []
