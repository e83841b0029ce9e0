from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse

from hearth.foundation.staff import queries
from hearth.foundation.staff.pages import Request, page, show, today
from hearth.foundation.staff.rules import standing

PEOPLE_A_PAGE = 50


@page
def see_organisation(request: Request, organisation: int) -> HttpResponse:
    found = queries.organisation_of(organisation)
    if found is None:
        raise Http404
    on = today()
    people = Paginator(queries.workers(on=on, employer=found.pk), PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        {
            "organisation": found,
            "team": queries.partner_team_of(found),
            "people": people,
            "standings": {worker.pk: standing(worker, on=on).value for worker in people},
        },
    )
