from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse

from hearth.casework.chronology.queries import lines_of
from hearth.casework.people.door import open_family
from hearth.foundation.staff.pages import Request, page, show, today

LINES_A_PAGE = 50


@page
def see_chronology(request: Request, family: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    only_significant = request.GET.get("show") == "significant"
    lines = Paginator(lines_of(held, significant_only=only_significant), LINES_A_PAGE)
    return show(
        request,
        {
            "family": held,
            "lines": lines.get_page(request.GET.get("page")),
            "only_significant": only_significant,
            "may_mark": request.worker.may("chronology.mark_significant"),
        },
    )
