from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.casefile.move_home.action import move_home as act
from hearth.casework.casefile.move_home.form import MoveHomeForm
from hearth.casework.people.door import open_family
from hearth.casework.people.queries import members_of
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def move_home(request: Request, family: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    members = {str(person.pk): person for person in members_of(held, on=today()) if person.expected_on is None}
    form = form_for(request, MoveHomeForm, members=[(one.pk, one.name) for one in members.values()])
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        movers = [members[number] for number in told.pop("who")]
        try:
            act(family=held, movers=movers, on=today(), by=request.worker, **told)
            return redirect("casefile:see_people", family=family)
        except Refused as refused:
            put_beside(form, refused)
    return show(request, {"family": held, "form": form})
