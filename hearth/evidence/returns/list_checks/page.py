from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone

from hearth.evidence.returns.list_checks.form import ListChecksForm
from hearth.evidence.returns.queries import runs
from hearth.foundation.staff.pages import Request, page, show

RUNS_A_PAGE = 20


@page
def list_checks(request: Request) -> HttpResponse:
    state, sort = request.GET.get("state", ""), request.GET.get("sort", "-given_at")
    pages = Paginator(runs(state=state, order=sort), RUNS_A_PAGE)
    return show(
        request,
        {
            "runs": pages.get_page(request.GET.get("page")),
            "filter": ListChecksForm(request.GET),
            "state": state,
            "sort": sort,
            "now": timezone.now(),
        },
    )
