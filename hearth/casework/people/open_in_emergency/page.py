from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.people.models import Family
from hearth.casework.people.open_in_emergency.action import open_in_emergency as act
from hearth.casework.people.open_in_emergency.form import OpenInEmergencyForm
from hearth.casework.people.queries import by_number
from hearth.foundation.audit.audited import write_refusal
from hearth.foundation.council import council
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def open_in_emergency(request: Request) -> HttpResponse:
    form = form_for(request, OpenInEmergencyForm, initial={"number": request.GET.get("number", "")})
    if request.method == "POST" and form.is_valid():
        number, why = form.cleaned_data["number"], form.cleaned_data["why"]
        family, person = by_number(number)
        try:
            # What is open already needs no emergency.
            opened = family or person or act(number=number, why=why, on=today(), by=request.worker)
        except Refused as refused:
            write_refusal(by=request.worker, name="people.open_in_emergency", record=number)
            put_beside(form, refused)
        else:
            if isinstance(opened, Family):
                return redirect("casefile:see_family", family=opened.pk)
            return redirect("casefile:see_person", person=opened.pk)
    return show(request, {"form": form, "hours": council().sign_in.emergency_hours})
