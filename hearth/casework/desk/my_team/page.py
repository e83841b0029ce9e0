from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone

from hearth.casework.desk.queries import front_door_day, teams_of, waiting_to_be_allocated, workers_of
from hearth.foundation.staff.models import Team
from hearth.foundation.staff.pages import Request, page, show, today


@page
def my_team(request: Request) -> HttpResponse:
    """One team at a time: the first of the worker's, or the one in the address."""
    on = today()
    teams = teams_of(request.worker, on=on)
    asked = request.GET.get("team", "")
    team = next((each for each in teams if str(each.pk) == asked), teams[0] if teams else None)
    return show(
        request,
        {
            "teams": teams,
            "team": team,
            "rows": workers_of(team, on=on) if team else [],
            "is_pod": team is not None and team.kind == Team.Kind.POD,
            "waiting_to_be_allocated": waiting_to_be_allocated(on=on),
            "door": front_door_day(request.worker, now=timezone.now())
            if request.worker.may("frontdoor.queue")
            else None,
        },
    )
