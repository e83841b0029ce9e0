from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.people.door import open_family
from hearth.casework.people.queries import members_of
from hearth.casework.people.relate_people.action import relate_people as act
from hearth.casework.people.relate_people.form import RelatePeopleForm
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def relate_people(request: Request, family: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    members = {str(person.pk): person for person in members_of(held, on=today())}
    form = form_for(request, RelatePeopleForm, members=[(one.pk, one.name) for one in members.values()])
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            act(
                family=held,
                person=members[told["person"]],
                to=members[told["to"]],
                kind=told["kind"],
                by=request.worker,
            )
            return redirect("casefile:see_people", family=family)
        except Refused as refused:
            put_beside(form, refused)
    return show(request, {"family": held, "form": form})
