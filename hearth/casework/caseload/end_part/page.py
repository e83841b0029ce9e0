from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.casework.caseload.end_part.action import end_part as act
from hearth.casework.caseload.end_part.form import EndPartForm
from hearth.casework.caseload.queries import part_of
from hearth.casework.people.door import open_family
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def end_part(request: Request, family: int, part: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    found = part_of(held, part)
    if found is None:
        raise Http404
    form = form_for(request, EndPartForm)
    if request.method == "POST" and form.is_valid():
        act(part=found, because=form.cleaned_data["because"], on=today(), by=request.worker)
        return redirect("caseload:see_team_around", family=family)
    return show(request, {"family": held, "part": found, "form": form})
