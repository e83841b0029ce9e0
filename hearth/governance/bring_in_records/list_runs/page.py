from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone

from hearth.foundation.staff.pages import Request, page, show
from hearth.governance.bring_in_records.list_runs.form import ListRunsForm
from hearth.governance.bring_in_records.queries import runs

RUNS_A_PAGE = 20


@page
def list_runs(request: Request) -> HttpResponse:
    state, sort = request.GET.get("state", ""), request.GET.get("sort", "-brought_at")
    pages = Paginator(runs(state=state, order=sort), RUNS_A_PAGE)
    return show(
        request,
        {
            "runs": pages.get_page(request.GET.get("page")),
            "filter": ListRunsForm(request.GET),
            "state": state,
            "sort": sort,
            "now": timezone.now(),
            "may_check": request.worker.may("returns.list_checks"),
        },
    )
