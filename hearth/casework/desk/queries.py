"""Named questions of the desk: always the same number of statements, for one family or for three hundred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse

from hearth.casework.caseload.models import Allocation, Involvement
from hearth.casework.caseload.queries import Load, loads_of, standing
from hearth.casework.chronology.models import Line
from hearth.casework.desk.rules import Owed, beginning_of, earliest_in_time, in_words, year_from
from hearth.casework.family_help import due as help_due
from hearth.casework.family_help.due import DueItem
from hearth.casework.frontdoor.models import Check
from hearth.casework.frontdoor.queries import Waiting, contacts_to_list, from_whom, waiting_contacts
from hearth.casework.frontdoor.rules import clock_words
from hearth.casework.people.models import Family, FamilyMembership
from hearth.casework.workbook import due as workbook_due
from hearth.foundation.audit.models import Event
from hearth.foundation.council import closure_days, council
from hearth.foundation.periods.clocks import LONDON, state_at
from hearth.foundation.periods.working_days import add_working_days
from hearth.foundation.staff.models import Alert, Team, TeamMembership, Worker

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


def children_among(families: QuerySet[Family], *, on: date) -> int:
    return (
        FamilyMembership.objects.filter(standing(on), family__in=families.values("pk"), part="child")
        .values("person")
        .distinct()
        .count()
    )


# What is owed --------------------------------------------------------------------------------------------------------


def owed_to_families(worker: Worker, *, on: date) -> list[Owed]:
    """What is owed to every family the worker may act for, soonest first."""
    items = [*help_due.due_for(worker, on), *workbook_due.due_for(worker, on)]
    return [_of_family(item, on=on) for item in items]


def _of_family(item: DueItem, *, on: date) -> Owed:
    verb, _, _ = item.title.partition(" ")
    return Owed(
        title=item.title,
        about=item.family_name,
        due_on=item.due_on,
        words=in_words(item.due_on, on=on, closures=closure_days()),
        state=item.state,
        href=item.href,
        verb=_VERBS.get(verb, "Open"),
        family=item.family_number,
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
}


def own(items: Iterable[Owed], families: Collection[int]) -> list[Owed]:
    """Of what is owed to the whole pod, what this worker does: their own families', and what others wait for."""
    return [item for item in items if item.family in families or item.is_waited_for]


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


def rows_of(families: Sequence[Family], owed: Iterable[Owed], worker: Worker, *, on: date) -> list[FamilyRow]:
    """Five statements for any number of families."""
    numbers = [family.pk for family in families]
    children: dict[int, list[FamilyMembership]] = defaultdict(list)
    members = FamilyMembership.objects.filter(standing(on), family__in=numbers, part="child").select_related("person")
    for each in sorted(members, key=lambda one: (one.person.born_on or date.max, one.pk)):
        children[each.family_id].append(each)
    parts = list(Involvement.objects.filter(standing(on), family__in=numbers).select_related("worker"))
    leads = {each.family_id: each.worker.name for each in parts if each.part == Involvement.Part.LEAD}
    own_parts = {each.family_id: each.get_part_display() for each in parts if each.worker_id == worker.pk}
    soonest: dict[int, Owed] = {}
    for item in sorted(owed, key=lambda each: each.due_on):
        if item.family is not None and not item.waits_on:
            soonest.setdefault(item.family, item)
    changes = changes_since_looked(numbers, worker)
    return [
        FamilyRow(
            family,
            tuple(children[family.pk]),
            leads.get(family.pk, ""),
            own_parts.get(family.pk, ""),
            soonest.get(family.pk),
            changes[family.pk],
        )
        for family in families
    ]


def changes_since_looked(families: Sequence[int], worker: Worker) -> dict[int, Changes]:
    """Two statements. A family never opened has everything to read."""
    looked = dict(
        Event.objects.filter(worker=worker.pk, kind=Event.Kind.READ, record__in=families)
        .values_list("record")
        .annotate(last=Max("at"))
    )
    new = Q(pk__in=[])
    for number in families:
        of_family = Q(family=number)
        new |= of_family & Q(written_at__gt=looked[number]) if number in looked else of_family
    lines = Line.objects.filter(new).exclude(written_by=worker).order_by("family", "-written_at", "-pk")
    counts = dict(lines.order_by().values_list("family").annotate(count=Count("pk")))
    newest = dict(lines.distinct("family").values_list("family", "says"))
    return {number: Changes(counts.get(number, 0), newest.get(number, ""), looked.get(number)) for number in families}


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
    )


def _checks_asked_by(worker: Worker, *, now: datetime) -> list[Owed]:
    checks = Check.objects.filter(asked_by=worker, answer="", contact__outcome="").select_related(
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
    due = [*help_due.due_for_team(team, on), *workbook_due.due_for_team(team, on)]
    items = sorted((_of_family(item, on=on) for item in due), key=lambda item: item.due_on)
    held = Allocation.objects.filter(standing(on), team=team).values("family")
    leads = dict(
        Involvement.objects.filter(standing(on), family__in=held, part=Involvement.Part.LEAD).values_list(
            "family", "worker"
        )
    )
    overdue: dict[int, list[Owed]] = defaultdict(list)
    for item in items:
        if item.state.name == "OVERDUE" and item.family in leads:
            overdue[leads[item.family]].append(item)
    rows = [
        WorkerRow(load, len(overdue[load.worker.pk]), next(iter(overdue[load.worker.pk]), None))
        for load in loads_of(team, on=on)
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
