from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.casefile.lift_restriction.action import lift_restriction as act
from hearth.casework.casefile.lift_restriction.form import LiftRestrictionForm
from hearth.casework.casefile.queries import restriction_of
from hearth.casework.people.door import open_family
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def lift_restriction(request: Request, family: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    restriction = restriction_of(held)
    if restriction is None:
        raise Refused("This record is not restricted")
    form = form_for(request, LiftRestrictionForm)
    if request.method == "POST" and form.is_valid():
        act(family=held, why=form.cleaned_data["why"], on=today(), by=request.worker)
        # The desk, not the family: whoever was only named may open it no longer.
        return redirect("desk:my_day")
    return show(request, {"family": held, "form": form, "restriction": restriction})
