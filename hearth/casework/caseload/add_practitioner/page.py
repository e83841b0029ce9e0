from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.caseload.add_practitioner.action import add_practitioner as act
from hearth.casework.caseload.add_practitioner.form import AddPractitionerForm
from hearth.casework.caseload.queries import parts_of, practitioners
from hearth.casework.people.door import open_family
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def add_practitioner(request: Request, family: int) -> HttpResponse:
    on = today()
    held = open_family(request.worker, family, on=on)
    here = {each.worker_id for each in parts_of(held, on=on)}
    workers = [worker for worker in practitioners(on=on) if worker.pk not in here]
    form = form_for(request, AddPractitionerForm, workers=workers)
    if request.method == "POST" and form.is_valid():
        chosen = next(worker for worker in workers if worker.pk == form.cleaned_data["worker"])
        act(family=held, worker=chosen, part=form.cleaned_data["part"], on=on, by=request.worker)
        return redirect("caseload:see_team_around", family=family)
    return show(request, {"family": held, "form": form})
