import pytest

from hearth.evidence.returns.cin_census.example import Given, child, cin_plan, episode, protection_plan
from hearth.evidence.returns.cin_census.rules.conftest import Found

FAULTS = [
    ("ChildProtectionPlans", "CPPendDate", 0),
    ("CINplanDates", "CINPlanStartDate", 0),
    ("Reviews", "CPPreviewDate", 0),
]


def reviewed(on: str | None, *, plan_ended: str | None, in_need_until: str | None = "2025-12-01") -> Given:
    """A child in need plan runs from 1 September."""
    return episode(
        ChildProtectionPlans=[protection_plan(on, CPPendDate=plan_ended)],
        CINPlanDates=[cin_plan(CINPlanStartDate="2025-09-01", CINPlanEndDate=in_need_until)],
    )


@pytest.mark.parametrize(
    ("on", "faults"),
    [("2025-08-31", []), ("2025-09-01", FAULTS), ("2025-11-30", FAULTS), ("2025-12-01", []), (None, [])],
)
def test_inside_is_from_the_first_day_to_before_the_last(found: Found, on: str | None, faults: list[object]) -> None:
    assert found("4003", child(reviewed(on, plan_ended="2026-01-05"))) == faults


@pytest.mark.parametrize(("ended", "faults"), [("2025-10-01", []), ("2025-10-02", FAULTS), (None, FAULTS)])
def test_on_the_day_that_the_protection_plan_ends(found: Found, ended: str | None, faults: list[object]) -> None:
    assert found("4003", child(reviewed("2025-10-01", plan_ended=ended))) == faults


@pytest.mark.parametrize("ended", ["2026-01-05", None])
def test_a_child_in_need_plan_that_is_open(found: Found, ended: str | None) -> None:
    assert found("4003", child(reviewed("2026-01-04", plan_ended=ended, in_need_until=None))) == FAULTS
    assert found("4003", child(reviewed("2025-08-31", plan_ended=ended, in_need_until=None))) == []


def test_the_end_of_another_protection_plan_excepts_nothing(found: Found) -> None:
    given = reviewed("2025-10-01", plan_ended="2025-10-02")
    other = protection_plan(CPPstartDate="2025-04-07", CPPendDate="2025-10-01")
    both = {**given, "ChildProtectionPlans": [*given["ChildProtectionPlans"], other]}
    assert found("4003", child(both)) == FAULTS


def test_a_child_in_need_plan_of_another_episode(found: Found) -> None:
    given = reviewed("2025-10-01", plan_ended="2025-10-02")
    assert found("4003", child({**given, "CINPlanDates": []}, {**given, "ChildProtectionPlans": []})) == []


def test_other_reviews_and_plans_are_not_told(found: Found) -> None:
    given = episode(
        ChildProtectionPlans=[protection_plan(), protection_plan("2025-08-01", "2025-10-01")],
        CINPlanDates=[cin_plan(CINPlanEndDate="2025-07-20"), cin_plan(CINPlanStartDate="2025-09-01")],
    )
    assert found("4003", child(given)) == [(table, field, 1) for table, field, _ in FAULTS]


def test_a_child_in_need_plan_without_a_start(found: Found) -> None:
    given = reviewed("2025-10-01", plan_ended=None)
    blank = {**given, "CINPlanDates": [cin_plan(CINPlanStartDate=None)]}
    assert found("4003", child(blank)) == []
