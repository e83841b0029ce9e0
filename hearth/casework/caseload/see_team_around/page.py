from __future__ import annotations

from django.http import HttpResponse

from hearth.casework.caseload.queries import allocation_of, parts_of, past_parts_of
from hearth.casework.partners.queries import professionals_of
from hearth.casework.people.door import open_family
from hearth.foundation.staff.pages import Request, page, show, today


@page
def see_team_around(request: Request, family: int) -> HttpResponse:
    on = today()
    held = open_family(request.worker, family, on=on)
    return show(
        request,
        {
            "family": held,
            "allocation": allocation_of(held, on=on),
            "parts": parts_of(held, on=on),
            "past": past_parts_of(held, on=on),
            "professionals": professionals_of(held, on=on),
            "may_allocate": request.worker.may("caseload.allocate_family"),
            "may_change": request.worker.may("caseload.add_practitioner"),
            "may_add_professional": request.worker.may("partners.add_professional"),
        },
    )
