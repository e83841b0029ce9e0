"""Named questions of the desk: as many statements for one family as for three hundred (one fewer where every child was
seen lately)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.urls import reverse

from hearth.casework.caseload.models import Allocation, Involvement
from hearth.casework.caseload.queries import Load, held_by, loads_of
from hearth.casework.desk.rules import Owed, beginning_of, earliest_in_time, in_words, year_from
from hearth.casework.family_help import due as help_due
from hearth.casework.family_help.due import DueItem, helped_among
from hearth.casework.frontdoor import due as door_due
from hearth.casework.frontdoor.models import Check
from hearth.casework.frontdoor.queries import Waiting, contacts_to_list, from_whom, waiting_contacts
from hearth.casework.frontdoor.rules import clock_words
from hearth.casework.people.models import Family, FamilyMembership, Person
from hearth.casework.workbook import due as workbook_due
from hearth.foundation.council import closure_days, council
from hearth.foundation.periods.clocks import LONDON, ClockState, state_at
from hearth.foundation.periods.rows import standing
from hearth.foundation.periods.working_days import add_working_days
from hearth.foundation.staff.models import Alert, Grant, Team, TeamMembership, Worker

MINE, POD, OPEN = "mine", "pod", "open"


def teams_of(worker: Worker, *, on: date) -> list[Team]:
    memberships = TeamMembership.objects.filter(standing(on), worker=worker).select_related("team")
    return sorted((each.team for each in memberships), key=lambda team: team.name)


# Which families ------------------------------------------------------------------------------------------------------


def usual_families(worker: Worker) -> str:
    """Whose families a worker first sees: their own, the pod's they manage, or what they were granted."""
    if worker.role == "pod_manager":
        return POD
    return MINE if worker.role in {"social_worker", "adult_practitioner"} else OPEN


def families_of(worker: Worker, whose: str, *, on: date) -> QuerySet[Family]:
    """The families of a worker's desk. Every one of them is open to the worker: row-level security has seen to it."""
    if whose == MINE:
        return Family.objects.filter(pk__in=Involvement.objects.filter(standing(on), worker=worker).values("family"))
    if whose == POD:
        teams = TeamMembership.objects.filter(standing(on), worker=worker).values("team")
        return Family.objects.filter(pk__in=Allocation.objects.filter(standing(on), team__in=teams).values("family"))
    return Family.objects.all()


def children_among(families: Collection[int], *, on: date) -> int:
    return (
        FamilyMembership.objects.filter(standing(on), family__any=families, part="child")
        .values("person")
        .distinct()
        .count()
    )


# What is owed --------------------------------------------------------------------------------------------------------


def owed_to(families: Iterable[Family], worker: Worker, *, on: date) -> list[DueItem]:
    """What is owed to the families. Seven statements, however many."""
    families = list(families)
    helped = helped_among(families)
    return [
        *door_due.due_for(families, on=on),
        *help_due.due_for(helped, reader=worker, on=on),
        *workbook_due.due_for(helped, on=on),
    ]


def discussions_waiting_for(worker: Worker, *, on: date) -> list[Owed]:
    """The strategy discussions decided on and not yet recorded, which somebody waits for the worker to hold."""
    return [
        Owed(
            title=door_due.HOLD_DISCUSSION,
            about=each.about,
            due_on=each.due_on,
            words=_at_once(each.due_on, on),
            state=each.state,
            href=each.href,
            verb="Record it",
            is_at_once=True,
        )
        for each in door_due.waiting_for(worker, on=on)
    ]


def _at_once(due_on: date, on: date) -> str:
    return "At once" if due_on >= on else in_words(due_on, on=on, closures=closure_days())


def owed_this_week(items: Iterable[DueItem], *, on: date) -> list[Owed]:
    """What a day shows: what is owed now or this week, and what waits for somebody."""
    return [
        _of_family(item, on=on)
        for item in items
        if item.is_waited_for or item.waits_for_manager or item.state is not ClockState.ON_TIME
    ]


def _of_family(item: DueItem, *, on: date) -> Owed:
    verb, _, _ = item.title.partition(" ")
    is_at_once = isinstance(item, door_due.OwedAtOnce)
    return Owed(
        title=item.title,
        about=str(item.family),
        due_on=item.due_on,
        words=_at_once(item.due_on, on) if is_at_once else in_words(item.due_on, on=on, closures=closure_days()),
        state=item.state,
        href=item.href,
        is_at_once=is_at_once,
        verb=_VERBS.get(verb, "Open"),
        waits_on="The manager" if item.waits_for_manager else "",
        is_waited_for=item.is_waited_for,
    )


_VERBS = {
    "Visit": "Record the visit",
    "Begin": "Begin",
    "Write": "Write",
    "Authorise": "Read and authorise",
    "Draw": "Draw",
    "Review": "Review",
    "Step": "See the plan",
}


def sooner(item: DueItem) -> tuple[bool, date]:
    """The order of what is owed: what is owed at once before all else, then the soonest due."""
    return not isinstance(item, door_due.OwedAtOnce), item.due_on


def soonest_of(items: Iterable[DueItem]) -> dict[int, DueItem]:
    """What is owed to each family next, leaving out what waits for somebody else."""
    found: dict[int, DueItem] = {}
    for item in sorted(items, key=sooner):
        if not item.waits_for_manager:
            found.setdefault(int(item.family.pk), item)
    return found


# Families, as a desk lists them --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Changes:
    """What others wrote of a family since the worker last opened it: how many lines, and the newest."""

    count: int
    newest: str
    looked_at: datetime | None


@dataclass(frozen=True)
class FamilyRow:
    family: Family
    children: tuple[FamilyMembership, ...]
    lead: str
    part: str
    owed: Owed | None
    changes: Changes


def rows_of(families: Sequence[Family], soonest: Mapping[int, DueItem], worker: Worker, *, on: date) -> list[FamilyRow]:
    """Three statements for any number of families."""
    numbers = [family.pk for family in families]
    children: dict[int, list[FamilyMembership]] = defaultdict(list)
    members = FamilyMembership.objects.filter(standing(on), family__any=numbers, part="child").select_related("person")
    for each in sorted(members, key=lambda one: (one.person.born_on or date.max, one.pk)):
        children[each.family_id].append(each)
    parts = list(Involvement.objects.filter(standing(on), family__any=numbers).select_related("worker"))
    leads = {each.family_id: each.worker.name for each in parts if each.part == Involvement.Part.LEAD}
    own_parts = {each.family_id: each.get_part_display() for each in parts if each.worker_id == worker.pk}
    changes = changes_since_looked(numbers, worker)
    return [
        FamilyRow(
            family,
            tuple(children[family.pk]),
            leads.get(family.pk, ""),
            own_parts.get(family.pk, ""),
            _of_family(soonest[family.pk], on=on) if family.pk in soonest else None,
            changes[family.pk],
        )
        for family in families
    ]


_CHANGES = """
with looked as materialized (
  select e.record as family, max(e.at) as at from audit_event e
   where e.worker = %s and e.kind = 'read' and e.record = any(%s) group by e.record)
select f.family, looked.at, count(l.id), (array_agg(l.says order by l.written_at desc, l.id desc))[1]
  from unnest(%s::bigint[]) as f (family)
  left join looked using (family)
  left join chronology_line l on l.family_id = f.family and l.written_by_id <> %s
   and (looked.at is null or l.written_at > looked.at)
 group by f.family, looked.at
"""


def changes_since_looked(families: Sequence[int], worker: Worker) -> dict[int, Changes]:
    """One statement. A family never opened has everything to read."""
    with connection.cursor() as cursor:
        cursor.execute(_CHANGES, [worker.pk, list(families), list(families), worker.pk])
        return {family: Changes(count, newest or "", at) for family, at, count, newest in cursor.fetchall()}


@dataclass(frozen=True)
class OpenedInEmergency:
    """A record that is open to the worker for hours, by their own word."""

    number: int
    name: str
    href: str
    until: datetime


def opened_in_emergency(worker: Worker) -> list[OpenedInEmergency]:
    """What the worker has opened in an emergency, for as long as it is open. Three statements; one when it is nothing."""
    until: dict[int, datetime] = {}
    grants = Grant.objects.filter(
        worker=worker, kind=Grant.Kind.EMERGENCY, starts_at__lte=Now(), ends_at__gt=Now()
    ).order_by("ends_at")
    for record, ends_at in grants.values_list("record", "ends_at"):
        if ends_at:
            until[record] = ends_at
    if not until:
        return []
    numbers = list(until)
    opened = [
        *((each.pk, str(each), "casefile:see_family", "family") for each in Family.objects.filter(pk__in=numbers)),
        *((each.pk, each.name, "casefile:see_person", "person") for each in Person.objects.filter(pk__in=numbers)),
    ]
    return [OpenedInEmergency(pk, name, reverse(page, kwargs={kind: pk}), until[pk]) for pk, name, page, kind in opened]


def alerts_of(worker: Worker, *, most: int = 10) -> list[Alert]:
    return list(Alert.objects.filter(worker=worker, seen_at__isnull=True).order_by("-at")[:most])


def alert_numbered(worker: Worker, number: int) -> Alert | None:
    return Alert.objects.filter(worker=worker, pk=number).first()


# The front door ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FrontDoorDay:
    """The queue in a few numbers, and the contacts a worker holds."""

    waiting: int
    overdue: int
    held_by_nobody: int
    owed: tuple[Owed, ...]


def front_door_day(worker: Worker, *, now: datetime) -> FrontDoorDay:
    """What waits at the front door; `owed` are the worker's own contacts and the checks they asked for."""
    waiting = waiting_contacts(council().front_door, closure_days())
    ours = [each for each in waiting if each.holder == worker.pk]
    contacts = contacts_to_list([each.contact for each in ours])
    owed = [_of_contact(each, contacts[each.contact], now=now) for each in ours]
    return FrontDoorDay(
        waiting=len(waiting),
        overdue=sum(1 for each in waiting if each.clock.due_at < now),
        held_by_nobody=sum(1 for each in waiting if each.holder is None),
        owed=(*owed, *_checks_asked_by(worker, now=now)),
    )


def _of_contact(waiting: Waiting, contact: Any, *, now: datetime) -> Owed:
    words = clock_words(waiting.clock, now, closure_days())
    names = ", ".join(told.name for told in contact.people.all() if told.is_child)
    return Owed(
        title=f"Contact {contact.reference} from {from_whom(contact)}",
        about=names or "Nobody named",
        due_on=waiting.clock.due_at.astimezone(LONDON).date(),
        words=words[:1].upper() + words[1:],
        state=state_at(waiting.clock.due_at, None, now, closure_days()),
        href=reverse("frontdoor:see_contact", kwargs={"contact": contact.pk}),
        verb="Open",
        is_at_once=waiting.is_in_immediate_danger,
    )


def _checks_asked_by(worker: Worker, *, now: datetime) -> list[Owed]:
    checks = Check.objects.filter(asked_by=worker, answer="", contact__decided_at__isnull=True).select_related(
        "organisation", "contact"
    )
    return [
        Owed(
            title=f"Check for {each.contact.reference}",
            about=str(each.organisation),
            due_on=each.due_at.astimezone(LONDON).date(),
            words=in_words(
                each.due_at.astimezone(LONDON).date(), on=now.astimezone(LONDON).date(), closures=closure_days()
            ),
            state=state_at(each.due_at, None, now, closure_days()),
            href=reverse("frontdoor:see_contact", kwargs={"contact": each.contact_id}),
            verb="Open",
            waits_on=str(each.organisation),
        )
        for each in checks
    ]


def waiting_to_be_allocated(*, on: date) -> int:
    """The families open to the worker that no pod holds."""
    return Family.objects.exclude(pk__in=Allocation.objects.filter(standing(on)).values("family")).count()


# A team --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WorkerRow:
    load: Load
    overdue: int
    soonest: Owed | None


def workers_of(team: Team, *, on: date) -> list[WorkerRow]:
    """Everybody of a pod with what they hold and what is overdue to the families they lead, longest overdue first."""
    helped = helped_among(held_by(team, on=on))
    due = [*help_due.due_for(helped, on=on), *workbook_due.due_for(helped, on=on)]
    leads = dict(
        Involvement.objects.filter(standing(on), family__any=helped.families, part=Involvement.Part.LEAD).values_list(
            "family", "worker"
        )
    )
    overdue: dict[int, list[DueItem]] = defaultdict(list)
    for item in sorted(due, key=lambda each: each.due_on):
        if item.state is ClockState.OVERDUE and item.family.pk in leads:
            overdue[leads[item.family.pk]].append(item)
    rows = [
        WorkerRow(load, len(theirs), _of_family(theirs[0], on=on) if theirs else None)
        for load in loads_of(team, on=on)
        for theirs in [overdue[load.worker.pk]]
    ]
    return sorted(rows, key=lambda row: (-row.overdue, -row.load.families, row.load.worker.name))


# Figures -------------------------------------------------------------------------------------------------------------


def figures(*, on: date) -> dict[str, int | None]:
    """Counts of the whole service by name; None where there are fewer than six. A name that is not there is none at all."""
    every = council().clocks.child_in_need_visit_days
    with connection.cursor() as cursor:
        cursor.execute(
            "select name, people from hearth_figures(%s, %s, %s, %s, %s)",
            [
                year_from(on),
                on,
                earliest_in_time("assessment", on=on, closures=closure_days()),
                _seen_in_time_from(every, on=on),
                beginning_of(earliest_in_time("referral_decision", on=on, closures=closure_days())),
            ],
        )
        return dict(cursor.fetchall())


def _seen_in_time_from(every: int, *, on: date) -> date:
    """A child last seen before this day is overdue a visit: `every` working days have passed."""
    day = on
    while add_working_days(day - timedelta(days=1), every, closure_days()) >= on:
        day -= timedelta(days=1)
    return day
