from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.foundation.staff.pages import Request, page, show, today
from hearth.governance.bring_in_records.holders import holding_teams
from hearth.governance.bring_in_records.upload_census.action import upload_census as act
from hearth.governance.bring_in_records.upload_census.form import UploadCensusForm


@page
def upload_census(request: Request) -> HttpResponse:
    teams = holding_teams(on=today())
    is_sent = request.method == "POST"
    form = UploadCensusForm(request.POST, request.FILES, teams=teams) if is_sent else UploadCensusForm(teams=teams)
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        chosen = next((team for team in teams if str(team.pk) == form.cleaned_data["team"]), None)
        run = act(name=file.name, chunks=file.chunks(), team=chosen, by=request.worker)
        return redirect("bring_in_records:see_run", run=run.pk)
    return show(request, {"form": form})
