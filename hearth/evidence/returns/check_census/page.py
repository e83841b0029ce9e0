from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from hearth.evidence.returns.check_census.action import check_census as act
from hearth.evidence.returns.check_census.form import CheckCensusForm
from hearth.foundation.council import council
from hearth.foundation.staff.pages import Request, page, show


@page
def check_census(request: Request) -> HttpResponse:
    is_sent = request.method == "POST"
    form = CheckCensusForm(request.POST, request.FILES) if is_sent else CheckCensusForm()
    if is_sent and form.is_valid():
        told = form.cleaned_data
        given = act(
            name=told["file"].name, chunks=told["file"].chunks(), as_year=int(told["year"] or 0), by=request.worker
        )
        return redirect(reverse("returns:see_check", args=[given.run.pk]) + ("" if given.is_new else "?given=before"))
    kept = council().returns
    return show(request, {"form": form, "file_days": kept.file_days, "issues_days": kept.issues_days})
