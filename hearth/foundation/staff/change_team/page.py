from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.foundation.staff import queries
from hearth.foundation.staff.change_team.action import FIELDS
from hearth.foundation.staff.change_team.action import change_team as act
from hearth.foundation.staff.change_team.form import ChangeTeamForm
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show
from hearth.foundation.staff.seen import as_seen


@page
def change_team(request: Request, team: int) -> HttpResponse:
    found = queries.team_of(team)
    if found is None:
        raise Http404
    initial = {name: getattr(found, name) for name in FIELDS} | {"seen": as_seen(found, FIELDS)}
    form = form_for(request, ChangeTeamForm, initial=initial)
    if request.method == "POST" and form.is_valid():
        other = queries.team_named(form.cleaned_data["name"])
        if other and other != found:
            form.add_error("name", "There is a team of this name already. Choose another name")
        else:
            act(team=found, **form.cleaned_data, by=request.worker)
            return redirect("staff:see_teams")
    return show(request, {"form": form, "team": found})
