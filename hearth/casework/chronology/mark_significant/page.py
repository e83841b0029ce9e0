from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.casework.chronology.mark_significant.action import mark_significant as act
from hearth.casework.chronology.mark_significant.form import MarkSignificantForm
from hearth.casework.chronology.queries import line_of
from hearth.casework.people.door import open_family
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def mark_significant(request: Request, family: int, line: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    found = line_of(held, line)
    if found is None:
        raise Http404
    form = form_for(request, MarkSignificantForm)
    if request.method == "POST" and form.is_valid():
        try:
            act(line=found, because=form.cleaned_data["because"], by=request.worker)
            return redirect("chronology:see_chronology", family=family)
        except Refused as refused:
            put_beside(form, refused)
    return show(request, {"family": held, "line": found, "form": form})
