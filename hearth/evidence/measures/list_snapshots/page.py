from __future__ import annotations

from django.http import HttpResponse

from hearth.evidence.measures.kept_snapshots import EXACT, faults, kept_for
from hearth.foundation.staff.pages import Request, page, show


@page
def list_snapshots(request: Request) -> HttpResponse:
    may = request.worker.may
    return show(
        request,
        {
            "snapshots": kept_for(request.worker),
            "faults": faults() if may(EXACT) else [],
            "may_compare": may("measures.compare_snapshots"),
            "may_check": may("returns.check_census"),
        },
    )
