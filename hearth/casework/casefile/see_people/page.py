from __future__ import annotations

from django.http import HttpResponse

from hearth.casework.casefile.queries import household_of, past_members_of
from hearth.casework.partners.queries import professionals_of
from hearth.casework.people.door import open_family
from hearth.casework.people.queries import relationships_among
from hearth.foundation.staff.pages import Request, page, show, today


@page
def see_people(request: Request, family: int) -> HttpResponse:
    on, may = today(), request.worker.may
    held = open_family(request.worker, family, on=on)
    household = household_of(held, on=on)
    return show(
        request,
        {
            "family": held,
            "household": household,
            "past": past_members_of(held, on=on),
            "relationships": relationships_among(each.person for each in household),
            "professionals": list(professionals_of(held, on=on)),
            "may_change": may("casefile.add_person"),
            "may_protect": may("casefile.protect_details"),
            "may_add_professional": may("partners.add_professional"),
        },
    )
