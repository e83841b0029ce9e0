from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.casefile.record_birth.action import record_birth as act
from hearth.casework.casefile.record_birth.form import RecordBirthForm
from hearth.casework.people.door import open_person
from hearth.casework.people.rules import may_record_birth
from hearth.foundation.refusals import Refused, insist, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def record_birth(request: Request, person: int) -> HttpResponse:
    held = open_person(request.worker, person, on=today())
    insist(may_record_birth(born_on=held.born_on, expected_on=held.expected_on))
    known_as = "" if held.known_as == "Baby" else held.known_as
    form = form_for(request, RecordBirthForm, initial={"family_name": held.family_name, "known_as": known_as})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            act(child=held, by=request.worker, **told | {"sex": told["sex"].value})
            return redirect("casefile:see_person", person=person)
        except Refused as refused:
            put_beside(form, refused)
    return show(request, {"person": held, "form": form})
