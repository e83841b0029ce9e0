from __future__ import annotations

from django.http import HttpResponse

from hearth.foundation.staff import queries
from hearth.foundation.staff.pages import Request, page, show, today
from hearth.foundation.staff.rules import Standing


@page
def administration(request: Request) -> HttpResponse:
    on = today()
    return show(
        request,
        {
            "waiting": queries.workers(on=on, standing=Standing.INVITED).count(),
            "closed": queries.workers(on=on, standing=Standing.CLOSED).count(),
            "working": queries.workers(on=on, standing=Standing.WORKING).count(),
            "teams": queries.teams(on=on).count(),
            "partners": queries.partners(on=on).count(),
        },
    )
