from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse

from hearth.casework.people.finding import Found, look_for, said_of
from hearth.foundation.staff.pages import Request, page, show

PEOPLE_A_PAGE = 20


@page
def find(request: Request) -> HttpResponse:
    asked = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:200]
    found = look_for(asked, worker=request.worker) if asked else Found()
    return show(
        request,
        {
            "asked": asked,
            "found": found,
            "said_of": said_of,
            "people": Paginator(found.people, PEOPLE_A_PAGE).get_page(request.GET.get("page")),
            "may_open_in_emergency": request.worker.may("people.open_in_emergency"),
            "may_see_contacts": request.worker.may("frontdoor.see_contact"),
        },
    )
