from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.partners.add_professional.action import add_professional as act
from hearth.casework.partners.add_professional.form import AddProfessionalForm
from hearth.casework.people.door import open_family
from hearth.casework.people.queries import members_of
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def add_professional(request: Request, family: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    members = {str(person.pk): person for person in members_of(held, on=today())}
    form = form_for(request, AddProfessionalForm, members=[(person.pk, person.name) for person in members.values()])
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        act(family=held, by=request.worker, about=members.get(told.pop("about")), **told)
        return redirect("casefile:see_people", family=family)
    return show(request, {"family": held, "form": form})
