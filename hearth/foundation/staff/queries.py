"""Named questions of teams, workers and organisations. None of them reaches a family."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet

from hearth.foundation.periods import rows
from hearth.foundation.refusals import Refusal
from hearth.foundation.staff.models import Grant, Invitation, Organisation, Team, TeamMembership, Worker
from hearth.foundation.staff.rules import Standing, may_end_team, may_hold_role, may_lose_an_administrator

WORKERS_SORT = {"name": ("known_as", "family_name"), "role": ("role",), "seen": ("last_seen_on",)}
_NO_PASSWORD = Q(password__startswith="!") | Q(password="")


def everybody() -> QuerySet[Worker]:
    return Worker.objects.exclude(role="system")


def standing_is(chosen: Standing, *, on: date) -> Q:
    """The same ladder as `rules.standing`, for the database."""
    left = Q(ends_on__lte=on) | Q(ends_on__isnull=False, is_active=False)
    later = Q(starts_on__gt=on)
    invited = Q(last_login__isnull=True) & _NO_PASSWORD
    ladder = {
        Standing.LEFT: left,
        Standing.CLOSED: Q(is_active=False),
        Standing.LATER: later,
        Standing.INVITED: invited,
        Standing.WORKING: Q(),
    }
    asked = Q()
    for one, condition in ladder.items():
        if one is chosen:
            return asked & condition
        # Not ~condition: an empty column would make it neither true nor false.
        asked &= ~Q(pk__in=Worker.objects.filter(condition).values("pk"))
    raise KeyError(chosen)


def workers(
    *,
    on: date,
    q: str = "",
    role: str = "",
    team: int | None = None,
    employer: int | None = None,
    standing: Standing | None = None,
    sort: str = "name",
) -> QuerySet[Worker]:
    found = everybody()
    for word in q.split():
        found = found.filter(
            Q(known_as__icontains=word)
            | Q(family_name__icontains=word)
            | Q(email__icontains=word)
            | Q(job_title__icontains=word)
        )
    if role:
        found = found.filter(role=role)
    if team:
        found = found.filter(pk__in=TeamMembership.objects.filter(rows.standing(on), team=team).values("worker"))
    if employer:
        found = found.filter(employer=employer)
    if standing:
        found = found.filter(standing_is(standing, on=on))
    columns = WORKERS_SORT.get(sort.removeprefix("-"), WORKERS_SORT["name"])
    order = [
        F(name).desc(nulls_last=True) if sort.startswith("-") else F(name).asc(nulls_last=True) for name in columns
    ]
    memberships = TeamMembership.objects.filter(rows.standing(on)).select_related("team").order_by("team__name")
    return found.order_by(*order, "pk").prefetch_related(
        Prefetch("memberships", queryset=memberships, to_attr="memberships_now")
    )


def worker_of(number: int) -> Worker | None:
    return everybody().filter(pk=number).first()


def worker_by_email(email: str) -> Worker | None:
    return Worker.objects.filter(email__iexact=email.strip()).first()


def other_administrators(worker: Worker, *, on: date) -> int:
    """Administrators besides this one who can sign in today and stay."""
    others = everybody().filter(rows.standing(on), role="administrator", is_active=True, ends_on__isnull=True)
    return others.exclude(pk=worker.pk).exclude(_NO_PASSWORD & Q(last_login__isnull=True)).count()


def hold_administrators() -> None:
    """Until the transaction ends: two people cannot each end the other and leave nobody."""
    list(Worker.objects.select_for_update(of=("self",)).filter(role="administrator", is_active=True).order_by("pk"))


def memberships_of(worker: Worker, *, on: date) -> list[TeamMembership]:
    """Now and to come."""
    return list(worker.memberships.filter(rows.not_over(on)).select_related("team").order_by("starts_on", "team__name"))


def open_grants_of(worker: Worker) -> int:
    return Grant.objects.filter(worker=worker, ends_at__isnull=True).count()


def latest_invitation(worker: Worker) -> Invitation | None:
    return worker.invitations.order_by("-sent_at").first()


def teams(*, on: date, kind: str = "", with_ended: bool = False) -> QuerySet[Team]:
    found = Team.objects.select_related("organisation").order_by("name")
    if kind:
        found = found.filter(kind=kind)
    if not with_ended:
        found = found.filter(rows.not_over(on))
    return found.annotate(people=Count("memberships", filter=rows.standing(on, "memberships__")))


def team_of(number: int) -> Team | None:
    return Team.objects.select_related("organisation").filter(pk=number).first()


def team_named(name: str) -> Team | None:
    return Team.objects.filter(name__iexact=name.strip()).first()


def members_from(team: Team, *, on: date) -> int:
    return team.memberships.filter(rows.not_over(on)).count()


def open_grants_to(team: Team) -> int:
    return Grant.objects.filter(team=team, ends_at__isnull=True).count()


def organisations(*, on: date, kind: str = "", with_ended: bool = False) -> QuerySet[Organisation]:
    found = Organisation.objects.order_by("name")
    if kind:
        found = found.filter(kind=kind)
    if not with_ended:
        found = found.filter(rows.not_over(on))
    return found.annotate(
        people=Count(
            "workers", filter=rows.standing(on, "workers__") & Q(workers__is_active=True) & ~Q(workers__role="system")
        )
    )


def partners(*, on: date, kind: str = "", with_ended: bool = False) -> QuerySet[Organisation]:
    return organisations(on=on, kind=kind, with_ended=with_ended).exclude(kind=Organisation.Kind.COUNCIL)


def organisation_of(number: int) -> Organisation | None:
    return Organisation.objects.filter(pk=number).first()


def organisation_named(name: str) -> Organisation | None:
    return Organisation.objects.filter(name__iexact=name.strip()).first()


def people_of(organisation: Organisation, *, on: date) -> int:
    return everybody().filter(rows.not_over(on), employer=organisation, is_active=True).count()


def partner_team_of(organisation: Organisation) -> Team | None:
    return organisation.teams.filter(kind=Team.Kind.PARTNER, ends_on__isnull=True).order_by("id").first()


def team_choices(*, on: date) -> list[tuple[str, str]]:
    found = Team.objects.filter(rows.not_over(on)).select_related("organisation").order_by("kind", "name")
    return [
        (str(team.pk), team.name if team.kind != Team.Kind.PARTNER else f"{team.name} ({team.organisation.name})")
        for team in found
    ]


def employer_choices(*, on: date) -> list[tuple[str, str]]:
    """The council first."""
    found = sorted(Organisation.objects.filter(rows.not_over(on)), key=lambda one: (one.kind != "council", one.name))
    return [(str(one.pk), one.name) for one in found]


# Rules asked with what they need to know -------------------------------------------------------------------------------


def why_not_role(worker: Worker, role: str, *, on: date) -> Refusal | None:
    if found := may_hold_role(role, worker.employer):
        return found
    if role == worker.role:
        return None
    return may_lose_an_administrator(worker, other_administrators=other_administrators(worker, on=on))


def why_not_end_team(team: Team, *, on: date) -> Refusal | None:
    return may_end_team(team, members=members_from(team, on=on), open_grants=open_grants_to(team), on=on)
