from __future__ import annotations

from django.http import HttpResponse

from hearth.evidence.measures.kept_snapshots import kept
from hearth.foundation.staff.pages import Request, page, show


@page
def list_snapshots(request: Request) -> HttpResponse:
    may = request.worker.may
    return show(
        request,
        {
            "snapshots": kept(),
            "may_compare": may("measures.compare_snapshots"),
            "may_check": may("returns.check_census"),
        },
    )
