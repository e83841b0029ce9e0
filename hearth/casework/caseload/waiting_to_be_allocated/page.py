from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse

from hearth.casework.caseload.queries import families_waiting
from hearth.foundation.staff.pages import Request, page, show, today


@page
def waiting_to_be_allocated(request: Request) -> HttpResponse:
    families = Paginator(families_waiting(today()), 20)
    shown = families.get_page(request.GET.get("page"))
    return show(request, {"families": shown, "may_see_queue": request.worker.may("frontdoor.queue")})
