from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.frontdoor.ask_agency.action import ask_agency as act
from hearth.casework.frontdoor.ask_agency.form import AskAgencyForm
from hearth.casework.frontdoor.door import open_contact
from hearth.casework.frontdoor.models import PersonTold
from hearth.casework.frontdoor.queries import age_told, agencies_that_answer, told_in
from hearth.foundation.council import council
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def ask_agency(request: Request, contact: int) -> HttpResponse:
    held = open_contact(request.worker, contact, on=today())
    if not held.is_waiting and request.method != "POST":
        return redirect("frontdoor:see_contact", contact=contact)
    people = told_in(held)
    form = form_for(
        request,
        AskAgencyForm,
        agencies=[(organisation.pk, organisation.name) for organisation, _ in agencies_that_answer(today())],
        people=[(told.pk, _words(told)) for told in people],
        initial={"about": [told.pk for told in people], "asks": _QUESTION},
    )
    if request.method == "POST" and form.is_valid():
        try:
            act(contact=held, on=today(), by=request.worker, **form.cleaned_data)
            return redirect("frontdoor:see_contact", contact=contact)
        except Refused as refused:
            put_beside(form, refused)
    return show(request, {"contact": held, "form": form, "hours": council().front_door.agency_check_hours})


_QUESTION = "Do you know these people? What do you hold from the last two years that bears on the children's safety?"


def _words(told: PersonTold) -> str:
    return f"{told.name}, {told.get_part_display().lower()}, {age_told(told, today())}"
