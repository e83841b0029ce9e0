"""What is owed to families: assessments and visits, for a worker or for a pod. Four statements, however many families."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Now
from django.urls import reverse

from hearth.casework.caseload.models import Allocation
from hearth.casework.family_help.models import Assessment, Episode
from hearth.casework.family_help.queries import clock_from, is_unborn, last_seen_on
from hearth.casework.family_help.rules import (
    Running,
    named,
    unanswered_referral,
    visit_clock,
)
from hearth.casework.people.models import Family, Person
from hearth.foundation.council import closure_days, council
from hearth.foundation.periods.clocks import ClockState
from hearth.foundation.staff.models import Grant, Team, TeamMembership, Worker


@dataclass(frozen=True)
class DueItem:
    """One thing owed to one family, and the page where it is done."""

    title: str
    family_number: int
    family_name: str
    due_on: date
    href: str
    state: ClockState
    waits_for_manager: bool = False
    """It is with a manager, and the reader is not the one to authorise it."""
    is_waited_for: bool = False
    """Others wait for the reader, so it is owed now whatever its limit."""


def due_for(worker: Worker, on: date) -> list[DueItem]:
    """What is owed to the families a worker works with, soonest first. An emergency's grant makes no family theirs."""
    may_authorise = worker.may("family_help.authorise_assessment")
    return _due(_families_of(worker, on), may_authorise=may_authorise, reader=worker.pk, on=on)


def due_for_team(team: Team, on: date) -> list[DueItem]:
    """What is owed to the families a pod holds, as its manager sees it."""
    held = Allocation.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), team=team, starts_on__lte=on)
    return _due(held.values("family"), may_authorise=True, on=on)


def _families_of(worker: Worker, on: date) -> QuerySet[Grant, Any]:
    teams = TeamMembership.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), worker=worker, starts_on__lte=on)
    return (
        Grant.objects.filter(
            Q(worker=worker) | Q(team__in=teams.values("team")),
            Q(ends_at__isnull=True) | Q(ends_at__gt=Now()),
            starts_at__lte=Now(),
        )
        .exclude(kind=Grant.Kind.EMERGENCY)
        .values("record")
    )


def _due(families: QuerySet[Any, Any], *, may_authorise: bool, on: date, reader: int = 0) -> list[DueItem]:
    episodes = list(
        Episode.objects.filter(family__in=families, closed_on__isnull=True).select_related("family", "person")
    )
    written = {
        one.family_id: one
        for one in Assessment.objects.filter(family__in=families)
        .exclude(state=Assessment.State.AUTHORISED)
        .select_related("family")
    }
    last_begun = _last_begun(episodes)
    seen = last_seen_on(episode.person_id for episode in episodes)
    of_family: dict[int, list[Episode]] = defaultdict(list)
    for episode in episodes:
        of_family[int(episode.family_id or 0)].append(episode)

    items = [
        _assessment_item(one, may_authorise=may_authorise and one.sent_by_id != reader, on=on)
        for one in written.values()
    ]
    for number, theirs in of_family.items():
        if number not in written and (item := _to_begin(theirs, last_begun, on=on)):
            items.append(item)
        if visit := _visit_item(theirs, seen, on=on):
            items.append(visit)
    return sorted(items, key=lambda item: (item.due_on, item.family_number, item.title))


def _last_begun(episodes: Iterable[Episode]) -> dict[tuple[str, int], date]:
    """When the last authorised assessment began: of each family, and of each child brought in alone."""
    rows = (
        Assessment.objects.filter(
            Q(family__in={episode.family_id for episode in episodes})
            | Q(family__isnull=True, person__in={episode.person_id for episode in episodes}),
            state=Assessment.State.AUTHORISED,
        )
        .values("family", "person")
        .annotate(last=Max("started_on"))
    )
    return {("family", row["family"]) if row["family"] else ("child", row["person"]): row["last"] for row in rows}


def _to_begin(episodes: list[Episode], last_begun: dict[tuple[str, int], date], *, on: date) -> DueItem | None:
    family = _family(episodes)
    begun = [last_begun.get(("family", family.pk)), *(last_begun.get(("child", one.person_id)) for one in episodes)]
    referred_on = unanswered_referral(
        (one.referred_on for one in episodes), last_begun_on=max((day for day in begun if day), default=None)
    )
    if referred_on is None:
        return None
    clock = clock_from(referred_on, on=on)
    return _item("Begin the assessment", family, clock, "see_assessment")


def _assessment_item(assessment: Assessment, *, may_authorise: bool, on: date) -> DueItem:
    assert assessment.family is not None
    clock = clock_from(assessment.referred_on, on=on)
    if assessment.state == Assessment.State.WRITING:
        return _item("Write the assessment", assessment.family, clock, "see_assessment")
    if may_authorise:
        item = _item("Authorise the assessment", assessment.family, clock, "authorise_assessment", assessment.pk)
        return replace(item, is_waited_for=True)
    item = _item("Assessment, with the manager", assessment.family, clock, "see_assessment")
    return replace(item, waits_for_manager=True)


def _visit_item(episodes: list[Episode], seen: dict[int, date], *, on: date) -> DueItem | None:
    """One line a family: the children who must be seen soonest, by name."""
    clocks: list[tuple[Person, Running]] = [
        (
            episode.person,
            visit_clock(
                last_seen_on=seen.get(episode.person_id),
                referred_on=episode.referred_on,
                every=council().clocks.child_in_need_visit_days,
                on=on,
                closures=closure_days(),
            ),
        )
        for episode in episodes
        if not is_unborn(episode.person)
    ]
    if not clocks:
        return None
    soonest = min((clock for _, clock in clocks), key=lambda clock: clock.due_on)
    names = [child.first_name for child, clock in clocks if clock.due_on == soonest.due_on]
    return _item(f"Visit {named(sorted(names))}", _family(episodes), soonest, "record_visit")


def _family(episodes: list[Episode]) -> Family:
    family = episodes[0].family
    assert family is not None
    return family


def _item(title: str, family: Family, clock: Running, page: str, assessment: int | None = None) -> DueItem:
    where = {"family": family.pk} | ({"assessment": assessment} if assessment else {})
    return DueItem(
        title, family.pk, str(family), clock.due_on, reverse(f"family_help:{page}", kwargs=where), clock.state
    )
