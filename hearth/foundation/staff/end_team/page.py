from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.foundation.staff import queries
from hearth.foundation.staff.end_team.action import end_team as act
from hearth.foundation.staff.pages import Request, page, show, today


@page
def end_team(request: Request, team: int) -> HttpResponse:
    found = queries.team_of(team)
    if found is None:
        raise Http404
    if request.method == "POST":
        act(team=found, on=today(), by=request.worker)
        return redirect("staff:see_teams")
    return show(request, {"team": found, "refusal": queries.why_not_end_team(found, on=today())})
