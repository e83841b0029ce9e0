from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.people.door import open_family
from hearth.casework.workbook.begin_star.action import begin_star as act
from hearth.casework.workbook.begin_star.form import BeginStarForm
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def begin_star(request: Request, family: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    form = form_for(request, BeginStarForm, initial={"drawn_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            star = act(family=held, on=today(), by=request.worker, **form.cleaned_data)
            return redirect("workbook:score_star", family=family, star=star.pk)
        except Refused as refused:
            put_beside(form, refused)
    return show(request, {"family": held, "form": form})
