from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.casefile.protect_details.action import protect_details as act
from hearth.casework.casefile.protect_details.form import ProtectDetailsForm
from hearth.casework.people.door import open_person
from hearth.casework.people.queries import kin_of
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def protect_details(request: Request, person: int) -> HttpResponse:
    held = open_person(request.worker, person, on=today())
    kin = {str(one.pk): one for one in kin_of(held)}
    form = form_for(request, ProtectDetailsForm, kin=[(one.pk, one.name) for one in kin.values()])
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            act(
                person=held,
                kept_from=kin.get(told["kept_from"]),
                covers=told["covers"],
                why=told["why"],
                on=today(),
                by=request.worker,
            )
            return redirect("casefile:see_person", person=person)
        except Refused as refused:
            put_beside(form, refused)
    return show(request, {"person": held, "form": form})
