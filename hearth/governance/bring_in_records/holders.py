"""Who brings in, and who holds the children brought in."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from hearth.foundation.staff.models import Team, TeamMembership, Worker
from hearth.foundation.staff.system import the_council

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
        name=TEAM, kind=Team.Kind.EVIDENCE, organisation=the_council()
    )
    stewards = Worker.objects.filter(role="data_steward", is_active=True)
    joining = stewards if by.role == "system" else stewards.filter(pk=by.pk)
    members = TeamMembership.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), team=team)
    for worker in joining.exclude(pk__in=members.values("worker")):
        TeamMembership.objects.create(team=team, worker=worker, starts_on=on)
    return team
