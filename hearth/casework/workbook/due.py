"""When stars and plans are looked at again, for families that are helped. Two statements, however many families."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from hearth.casework.family_help.due import DueItem, Helped
from hearth.casework.people.models import Family
from hearth.casework.workbook.models import Plan, Shape
from hearth.casework.workbook.rules import next_star_due
from hearth.foundation.council import closure_days, council
from hearth.foundation.periods.clocks import state


def due_for(helped: Helped, *, on: date) -> list[DueItem]:
    """The next star after the latest that was scored, and the standing plan's review, soonest first."""
    numbers = list(helped.families)
    stars = (
        Shape.objects.filter(star__family__in=numbers, withdrawn_at__isnull=True)
        .values_list("star__family")
        .annotate(last=Max("star__drawn_on"))
    )
    plans = Plan.objects.filter(family__in=numbers, superseded_at__isnull=True).values_list("family", "review_on")
    weeks = council().clocks.star_weeks
    items = [
        *(
            _item("Draw the star again", helped.families[family], next_star_due(drawn_on=last, weeks=weeks), "star", on)
            for family, last in stars
        ),
        *(_item("Review the plan", helped.families[family], review_on, "plan", on) for family, review_on in plans),
    ]
    return sorted(items, key=lambda item: (item.due_on, int(item.family.pk), item.title))


def _item(title: str, family: Family, due_on: date, what: str, on: date) -> DueItem:
    return DueItem(title, family, due_on, state(due_on, None, on, closure_days()), f"workbook:see_{what}")
