from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.casework.people.door import open_family
from hearth.casework.workbook.queries import shape_of, star_of
from hearth.casework.workbook.rules import may_withdraw
from hearth.casework.workbook.star_story import scorer_in_words
from hearth.casework.workbook.withdraw_shape.action import withdraw_shape as act
from hearth.casework.workbook.withdraw_shape.form import WithdrawShapeForm
from hearth.foundation.refusals import insist
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def withdraw_shape(request: Request, family: int, star: int, shape: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    found = star_of(held, star)
    scores = shape_of(found, shape) if found else None
    if found is None or scores is None:
        raise Http404
    insist(may_withdraw(scores))
    form = form_for(request, WithdrawShapeForm)
    if request.method == "POST" and form.is_valid():
        act(star=found, shape=scores, because=form.cleaned_data["because"], on=today(), by=request.worker)
        return redirect("workbook:see_star", family=family)
    return show(request, {"family": held, "star": found, "who": scorer_in_words(scores), "form": form})
