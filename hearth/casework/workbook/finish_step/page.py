from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.casework.people.door import open_family
from hearth.casework.workbook.finish_step.action import finish_step as act
from hearth.casework.workbook.finish_step.form import FinishStepForm
from hearth.casework.workbook.queries import step_of
from hearth.casework.workbook.rules import may_finish
from hearth.foundation.refusals import insist
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def finish_step(request: Request, family: int, step: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    found = step_of(held, step)
    if found is None:
        raise Http404
    insist(may_finish(found, found.plan, done_on=today(), on=today()))
    form = form_for(request, FinishStepForm, initial={"done_on": today()})
    if request.method == "POST" and form.is_valid():
        act(plan=found.plan, step=found, done_on=form.cleaned_data["done_on"], on=today(), by=request.worker)
        return redirect("workbook:see_plan", family=family)
    return show(request, {"family": held, "step": found, "form": form})
