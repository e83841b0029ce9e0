"""When stars and plans are looked at again, and the steps that are overdue, for families that are helped. Two statements,
however many families.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import FilteredRelation, Max, Q

from hearth.casework.family_help.due import DueItem, Helped
from hearth.casework.people.models import Family
from hearth.casework.workbook.models import Plan, Shape, Step
from hearth.casework.workbook.rules import OverdueStep, next_star_due, overdue_step
from hearth.foundation.council import closure_days, council
from hearth.foundation.periods.clocks import state

_OF_A_STEP = ("who", "does", "by_when")


def due_for(helped: Helped, *, on: date) -> list[DueItem]:
    """The next star after the latest that was scored, and of the standing plan its review and the step that is longest
    overdue, soonest first."""
    numbers = list(helped.families)
    stars = (
        Shape.objects.filter(star__family__any=numbers, withdrawn_at__isnull=True)
        .values_list("star__family")
        .annotate(last=Max("star__drawn_on"))
    )
    plans: dict[int, date] = {}
    late: dict[int, OverdueStep] = {}
    for family, review_on, *told in _plans(numbers, on=on):
        plans[family] = review_on
        step = overdue_step(Step(**dict(zip(_OF_A_STEP, told, strict=True))), on=on)
        if step and family not in late:
            late[family] = step
    weeks = council().clocks.star_weeks
    items = [
        *(
            _item("Draw the star again", helped.families[family], next_star_due(drawn_on=last, weeks=weeks), "star", on)
            for family, last in stars
        ),
        *(_item("Review the plan", helped.families[family], day, "plan", on) for family, day in plans.items()),
        *(_item(step.words, helped.families[family], step.due_on, "plan", on) for family, step in late.items()),
    ]
    return sorted(items, key=lambda item: (item.due_on, int(item.family.pk), item.title))


def _plans(families: Sequence[int], *, on: date) -> Iterable[tuple[Any, ...]]:
    """Each standing plan beside each of its steps past their day, the earliest first; beside nothing when there is none."""
    late = Q(steps__done_on__isnull=True, steps__by_when__lt=on)
    return (
        Plan.objects.filter(family__any=families, superseded_at__isnull=True)
        .annotate(late=FilteredRelation("steps", condition=late))
        .order_by("late__by_when", "late__position")
        .values_list("family", "review_on", *(f"late__{name}" for name in _OF_A_STEP))
    )


def _item(title: str, family: Family, due_on: date, what: str, on: date) -> DueItem:
    return DueItem(title, family, due_on, state(due_on, None, on, closure_days()), f"workbook:see_{what}")
