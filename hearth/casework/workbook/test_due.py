from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hearth.casework.caseload.queries import worked_with
from hearth.casework.family_help.due import DueItem, helped_among
from hearth.casework.family_help.models import Episode
from hearth.casework.people.opening import begin_family, grant
from hearth.casework.workbook.conftest import Draw, Household, Make, today
from hearth.casework.workbook.due import due_for
from hearth.casework.workbook.models import Step
from hearth.casework.workbook.rules import OverdueStep, overdue_step
from hearth.casework.workbook.star_picture import ShapeKind
from hearth.casework.workbook.summary import plan_summary, star_summary
from hearth.conftest import Cast
from hearth.foundation.periods.clocks import ClockState
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.second_wall import stepped_in


def due_as(worker: Worker) -> list[DueItem]:
    with stepped_in(worker):
        return due_for(helped_among(worked_with(worker, on=today())), on=today())


def test_the_star_and_the_plan_are_due_for_those_who_work_with_the_family(
    cast: Cast, household: Household, draw_star: Draw, a_plan: Make
) -> None:
    draw_star(200, agreed={"home": 2})
    draw_star(90, agreed={"home": 3})
    draw_star(0)  # begun, and not scored
    a_plan(review_on=today())
    due = [(item.title, item.due_on, item.state, item.href) for item in due_as(cast.dee)]
    at = f"/families/{household.family.pk}"
    assert due == [
        ("Draw the star again", today() - timedelta(days=6), ClockState.OVERDUE, f"{at}/see-star/"),
        ("Review the plan", today(), ClockState.DUE_TODAY, f"{at}/see-plan/"),
    ]
    assert due_as(cast.ash) == []


def test_nothing_is_owed_to_a_family_whose_help_has_closed(
    cast: Cast, household: Household, draw_star: Draw, a_plan: Make
) -> None:
    draw_star(90, agreed={"home": 3})
    a_plan()
    told = {"person": household.kit, "family": household.family, "referral_source": "2A", "recorded_by": cast.dee}
    closed_on = today() - timedelta(days=20)
    Episode.objects.create(referred_on=today() - timedelta(days=200), closed_on=closed_on, closure_reason="RC7", **told)
    assert due_as(cast.dee) == []
    Episode.objects.create(referred_on=today() - timedelta(days=10), **told)
    assert [item.title for item in due_as(cast.dee)] == ["Draw the star again", "Review the plan"]


def test_two_statements_however_many_families(cast: Cast, household: Household, draw_star: Draw, a_plan: Make) -> None:
    draw_star(9, agreed={"home": 3})
    a_plan()
    one = helped_among(worked_with(cast.dee, on=today()))
    with CaptureQueriesContext(connection) as few:
        assert len(due_for(one, on=today())) == 2
    for number in range(5):
        family = begin_family(name=f"Marlow {number}", by=cast.hearth)
        grant(record=family.pk, why="Allocated", by=cast.mo, team=cast.north_pod)
        draw_star(9, agreed={"home": 3}, family=family)
        a_plan(family=family).steps.update(by_when=today() - timedelta(days=number + 1))
    six = helped_among(worked_with(cast.dee, on=today()))
    with CaptureQueriesContext(connection) as many:
        assert len(due_for(six, on=today())) == 17  # a star, a plan and, but for one, a step each
    assert (len(few), len(many)) == (2, 2)


def test_the_step_longest_overdue_of_the_standing_plan_is_owed(cast: Cast, household: Household, a_plan: Make) -> None:
    old = a_plan(superseded_at=timezone.now())
    old.steps.update(by_when=today() - timedelta(days=90))
    plan = a_plan(version=2)
    days = {1: today() - timedelta(days=14), 2: today() - timedelta(days=20), 3: today()}
    for place, day in days.items():
        plan.steps.filter(position=place).update(by_when=day)
    told = [(item.title, item.due_on, item.state, item.href) for item in due_as(cast.dee)]
    late = (
        *("Step of the plan, Darren Reid: Goes to the course for fathers", days[2], ClockState.OVERDUE),
        f"/families/{household.family.pk}/see-plan/",
    )
    assert (told[0], [each[0] for each in told[1:]]) == (late, ["Review the plan"])
    summary = plan_summary(household.family, on=today())
    assert summary is not None
    assert summary.overdue == OverdueStep(*late[:2])
    plan.steps.filter(position=2).update(done_on=today())
    assert due_as(cast.dee)[0].title == "Step of the plan, Nia Okafor: Takes Kit to the bedtime group"
    plan.steps.filter(position=1).update(done_on=today())
    assert [item.title for item in due_as(cast.dee)] == ["Review the plan"]  # the third is due today: in time


def test_a_long_step_is_owed_in_one_line() -> None:
    step = Step(who="Nan", does="Has the children\non Friday nights. " * 9, by_when=today() - timedelta(days=1))
    late = overdue_step(step, on=today())
    assert late is not None
    assert (len(late.words) < 140, late.words.count("\n"), late.words[-1]) == (True, 0, "…")


def test_the_summaries_say_what_matters(cast: Cast, household: Household, draw_star: Draw, a_plan: Make) -> None:
    assert (star_summary(household.family, on=today()), plan_summary(household.family, on=today())) == (None, None)
    draw_star(90, agreed={"home": 3}, kit={"home": 1})
    draw_star(5, agreed={"home": 6}, looking_back={"home": 2})
    plan = a_plan()
    star, said = star_summary(household.family, on=today()), plan_summary(household.family, on=today())
    assert star is not None
    assert said is not None
    assert [shape.kind for shape in star.shapes] == [ShapeKind.FIRST, ShapeKind.RETROSPECTIVE, ShapeKind.LATEST]
    assert star.changes.against_first is not None
    assert (star.changes.against_first.better, star.due_on) == (1, today() + timedelta(days=79))
    assert star.draw().count("<polygon") + star.draw().count("<circle") > 0
    assert (said.plan, said.steps, said.steps_done, said.overdue, said.next_step) == (
        plan,
        3,
        0,
        None,
        "Nia Okafor: Takes Kit to the bedtime group",
    )


@pytest.mark.parametrize("name", ["lin", "tess", "ada"])
def test_roles_without_families_are_refused(cast: Cast, household: Household, signed_in: object, name: str) -> None:
    client = signed_in(getattr(cast, name))  # type: ignore[operator]
    for page in ("see-star", "begin-star", "see-plan", "make-plan", "print-plan"):
        assert client.get(f"/families/{household.family.pk}/{page}/").status_code == 403
