"""Named questions of the caseload."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Now

from hearth.casework.caseload.models import Allocation, Involvement
from hearth.casework.people.door import right_to_open
from hearth.casework.people.models import Family
from hearth.foundation.periods.rows import standing
from hearth.foundation.staff.models import Grant, Team, TeamMembership, Worker


def families_waiting(on: date) -> QuerySet[Family]:
    """The families open to the worker that no pod holds, longest waiting first, with how many children each has."""
    held = Allocation.objects.filter(standing(on)).values("family")
    child = Q(memberships__part="child") & Q(memberships__ends_on__isnull=True)
    return (
        Family.objects.exclude(pk__in=held)
        .annotate(children=Count("memberships", filter=child))
        .order_by("recorded_at")
    )


def worked_with(worker: Worker, *, on: date) -> QuerySet[Family]:
    """The families granted to a worker, themselves or through a team. An emergency's grant makes no family theirs."""
    # The teams as numbers: from a subquery PostgreSQL reads every grant there is.
    teams = list(TeamMembership.objects.filter(standing(on), worker=worker).values_list("team", flat=True))
    grants = Grant.objects.filter(
        Q(worker=worker) | Q(team__in=teams), Q(ends_at__isnull=True) | Q(ends_at__gt=Now()), starts_at__lte=Now()
    ).exclude(kind=Grant.Kind.EMERGENCY)
    return Family.objects.filter(pk__in=grants.values("record"))


def held_by(team: Team, *, on: date) -> QuerySet[Family]:
    return Family.objects.filter(pk__in=Allocation.objects.filter(standing(on), team=team).values("family"))


def pods(on: date) -> QuerySet[Team]:
    return Team.objects.filter(kind=Team.Kind.POD).exclude(ends_on__lte=on).order_by("name")


def allocation_of(family: Family, *, on: date) -> Allocation | None:
    return Allocation.objects.filter(standing(on), family=family).select_related("team").first()


def managers_of(family: Family, *, on: date) -> list[Worker]:
    """The managers of the pod that holds the family, as far as they may open it; of a restricted one, those named."""
    allocation = allocation_of(family, on=on)
    if allocation is None:
        return []
    members = TeamMembership.objects.filter(standing(on), team=allocation.team).values("worker")
    managers = Worker.objects.filter(standing(on), role="pod_manager", is_active=True, pk__in=members).order_by("pk")
    return [manager for manager in managers if right_to_open(manager, family.pk, on=on)]


def parts_of(family: Family, *, on: date) -> list[Involvement]:
    """Who works with the family now, the lead first."""
    parts = Involvement.objects.filter(standing(on), family=family).select_related("worker__employer")
    return sorted(parts, key=lambda each: (each.part != Involvement.Part.LEAD, each.worker.name))


def past_parts_of(family: Family, *, on: date) -> QuerySet[Involvement]:
    return (
        Involvement.objects.filter(family=family, ends_on__lte=on)
        .select_related("worker__employer")
        .order_by("-ends_on")
    )


def part_of(family: Family, number: int) -> Involvement | None:
    return Involvement.objects.filter(family=family, pk=number).select_related("worker").first()


def pod_named(number: int, *, on: date) -> Team | None:
    return pods(on).filter(pk=number).first()


@dataclass(frozen=True)
class Load:
    """A worker of a pod and how much they hold: counts only, so a manager sees them of families closed to them too."""

    worker: Worker
    families: int
    children: int

    @property
    def words(self) -> str:
        families = "1 family" if self.families == 1 else f"{self.families} families"
        return f"{families}, {self.children} children" if self.children != 1 else f"{families}, 1 child"


def loads_of(team: Team, *, on: date) -> list[Load]:
    """Everybody of the pod who works with families, with what they hold, lightest first. Two statements."""
    with connection.cursor() as cursor:
        cursor.execute("select worker, families, children from hearth_caseloads(%s, %s)", [team.pk, on])
        held = {worker: (families, children) for worker, families, children in cursor.fetchall()}
    members = TeamMembership.objects.filter(standing(on), team=team).select_related("worker__employer")
    loads = [Load(each.worker, *held.get(each.worker_id, (0, 0))) for each in members if each.worker.works_here(on=on)]
    return sorted(loads, key=lambda load: (load.families, load.worker.name))


def practitioners(*, on: date) -> QuerySet[Worker]:
    """Everybody who can work beside a lead, whoever employs them."""
    roles = ("social_worker", "adult_practitioner", "pod_manager")
    return Worker.objects.filter(standing(on), role__in=roles, is_active=True).order_by("family_name", "known_as")
