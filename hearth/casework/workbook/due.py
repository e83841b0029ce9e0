"""When stars and plans are looked at again, for a worker's families. Two statements, however many families."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.urls import reverse

from hearth.casework.caseload.models import Allocation
from hearth.casework.family_help.due import DueItem
from hearth.casework.family_help.models import Episode
from hearth.casework.people.models import Family
from hearth.casework.workbook.models import Plan, Shape, Star
from hearth.casework.workbook.rules import next_star_due
from hearth.foundation.council import closure_days, council
from hearth.foundation.periods.clocks import state
from hearth.foundation.staff.models import Grant, Team, TeamMembership, Worker


def due_for(worker: Worker, on: date) -> list[DueItem]:
    """What is owed to the families a worker works with, soonest first. An emergency's grant makes no family theirs."""
    teams = TeamMembership.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), worker=worker, starts_on__lte=on)
    granted = Grant.objects.filter(
        Q(worker=worker) | Q(team__in=teams.values("team")),
        Q(ends_at__isnull=True) | Q(ends_at__gt=Now()),
        starts_at__lte=Now(),
    ).exclude(kind=Grant.Kind.EMERGENCY)
    return _due(granted.values("record"), on=on)


def due_for_team(team: Team, on: date) -> list[DueItem]:
    """What is owed to the families a pod holds, as its manager sees it."""
    held = Allocation.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), team=team, starts_on__lte=on)
    return _due(held.values("family"), on=on)


def _due(families: QuerySet[Any, Any], *, on: date) -> list[DueItem]:
    """Nothing is owed to a family whose help has closed: it had episodes, and none is open."""
    episodes = Episode.objects.filter(family=OuterRef("family"))
    is_helped = ~Exists(episodes) | Exists(episodes.filter(closed_on__isnull=True))
    is_scored = Exists(Shape.objects.filter(star=OuterRef("pk"), withdrawn_at__isnull=True))
    stars = (
        Star.objects.filter(is_scored, is_helped, family__in=families)
        .select_related("family")
        .order_by("family", "-drawn_on", "-id")
        .distinct("family")
    )
    plans = Plan.objects.filter(is_helped, family__in=families, superseded_at__isnull=True).select_related("family")
    weeks = council().clocks.star_weeks
    items = [
        *(
            _item(
                "Draw the star again", star.family, next_star_due(drawn_on=star.drawn_on, weeks=weeks), "see_star", on
            )
            for star in stars
        ),
        *(_item("Review the plan", plan.family, plan.review_on, "see_plan", on) for plan in plans),
    ]
    return sorted(items, key=lambda item: (item.due_on, item.family_number, item.title))


def _item(title: str, family: Family, due_on: date, page: str, on: date) -> DueItem:
    href = reverse(f"workbook:{page}", kwargs={"family": family.pk})
    return DueItem(title, family.pk, str(family), due_on, href, state(due_on, None, on, closure_days()))
