from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.foundation.staff import queries, rules
from hearth.foundation.staff.end_organisation.action import end_organisation as act
from hearth.foundation.staff.pages import Request, page, show, today


@page
def end_organisation(request: Request, organisation: int) -> HttpResponse:
    found = queries.organisation_of(organisation)
    if found is None:
        raise Http404
    on = today()
    if request.method == "POST":
        act(organisation=found, on=on, by=request.worker)
        return redirect("staff:see_organisations")
    refusal = rules.may_end_organisation(found, people=queries.people_of(found, on=on), on=on)
    return show(request, {"organisation": found, "refusal": refusal})
