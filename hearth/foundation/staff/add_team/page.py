from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.foundation.staff import queries
from hearth.foundation.staff.add_team.action import add_team as act
from hearth.foundation.staff.add_team.form import AddTeamForm
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def add_team(request: Request) -> HttpResponse:
    form = form_for(request, AddTeamForm, organisations=queries.employer_choices(on=today()))
    if request.method == "POST" and form.is_valid():
        if queries.team_named(form.cleaned_data["name"]):
            form.add_error("name", "There is a team of this name already. Choose another name")
        else:
            act(**form.cleaned_data, by=request.worker)
            return redirect("staff:see_teams")
    return show(request, {"form": form})
