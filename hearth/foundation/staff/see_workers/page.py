from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse

from hearth.foundation.staff import queries
from hearth.foundation.staff.pages import Request, page, show, today
from hearth.foundation.staff.rules import Standing, standing
from hearth.foundation.staff.see_workers.form import WorkerFilter

WORKERS_A_PAGE = 40


@page
def see_workers(request: Request) -> HttpResponse:
    on = today()
    form = WorkerFilter(request.GET, teams=queries.team_choices(on=on), employers=queries.employer_choices(on=on))
    form.is_valid()
    asked = form.cleaned_data
    found = queries.workers(
        on=on,
        q=asked.get("q", ""),
        role=asked.get("role", ""),
        team=asked.get("team"),
        employer=asked.get("employer"),
        standing=Standing[asked["standing"]] if asked.get("standing") else None,
        sort=asked.get("sort") or "name",
    )
    workers = Paginator(found, WORKERS_A_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        {
            "workers": workers,
            "standings": {worker.pk: standing(worker, on=on) for worker in workers},
            "filter_form": form,
            "address_of": form.address_of,
            "sort": asked.get("sort") or "name",
        },
    )
