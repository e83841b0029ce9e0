from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.casefile.begin_family.action import begin_family as act
from hearth.casework.casefile.begin_family.form import BeginFamilyForm
from hearth.casework.people.door import open_person
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def begin_family(request: Request, person: int) -> HttpResponse:
    held = open_person(request.worker, person, on=today())
    form = form_for(request, BeginFamilyForm, initial={"name": held.family_name})
    if request.method == "POST" and form.is_valid():
        try:
            family = act(child=held, name=form.cleaned_data["name"], on=today(), by=request.worker)
            return redirect("casefile:see_people", family=family.pk)
        except Refused as refused:
            put_beside(form, refused)
    return show(request, {"person": held, "form": form})
