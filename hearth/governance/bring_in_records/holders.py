"""Who brings in, and who holds the children brought in."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from hearth.foundation.council import council
from hearth.foundation.staff.models import Organisation, Team, TeamMembership, Worker

TEAM = "Records brought in"


def holding_teams(*, on: date) -> list[Team]:
    """The council's own teams that may hold children: never a partner's, nor one that has ended."""
    standing = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    return list(Team.objects.filter(standing).exclude(kind=Team.Kind.PARTNER).exclude(name=TEAM).order_by("name"))


def records_brought_in(*, by: Worker, on: date) -> Team:
    """The team that holds what is brought in until somebody allocates it; made at first need.

    A data steward who brings in joins it, so as to find the children again and make families of them; when Hearth itself
    brings in, every data steward does, else nobody could open them.
    """
    team = Team.objects.filter(name=TEAM).first() or Team.objects.create(
        name=TEAM, kind=Team.Kind.EVIDENCE, organisation=_the_council()
    )
    stewards = Worker.objects.filter(role="data_steward", is_active=True)
    joining = stewards if by.role == "system" else stewards.filter(pk=by.pk)
    members = TeamMembership.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), team=team)
    for worker in joining.exclude(pk__in=members.values("worker")):
        TeamMembership.objects.create(team=team, worker=worker, starts_on=on)
    return team


def hearth_itself(*, on: date) -> Worker:
    """The worker under whose number Hearth acts by itself; nobody can sign in as it."""
    found = Worker.objects.filter(role="system").order_by("pk").first()
    if found:
        return found
    made = Worker(
        email="hearth@localhost",
        known_as="Hearth",
        family_name="itself",
        role="system",
        employer=_the_council(),
        starts_on=on,
    )
    made.set_unusable_password()
    made.save()
    return made


def _the_council() -> Organisation:
    found = Organisation.objects.filter(kind=Organisation.Kind.COUNCIL).order_by("pk").first()
    return found or Organisation.objects.create(name=council().name, kind=Organisation.Kind.COUNCIL)
