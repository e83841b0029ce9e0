from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.family_help.queries import children_of, is_unborn
from hearth.casework.family_help.record_visit.action import Sight
from hearth.casework.family_help.record_visit.action import record_visit as act
from hearth.casework.family_help.record_visit.form import RecordVisitForm
from hearth.casework.people.door import open_family
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def record_visit(request: Request, family: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    children = {child.pk: child for child in children_of(held, on=today()) if not is_unborn(child)}
    named = [(number, child.first_name) for number, child in children.items()]
    form = form_for(request, RecordVisitForm, children=named, initial={"visited_on": today()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            act(
                family=held,
                visited_on=said["visited_on"],
                says=said["says"],
                home_seen=said["home_seen"],
                seen=[Sight(children[number], alone, bedroom) for number, alone, bedroom in said["seen"]],
                on=today(),
                by=request.worker,
            )
            return redirect("family_help:see_visits", family=family)
        except Refused as refused:
            put_beside(form, refused)
    return show(request, {"family": held, "form": form, "children": named})
