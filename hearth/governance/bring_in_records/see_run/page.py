from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils import timezone

from hearth.foundation.council import council
from hearth.foundation.staff.pages import Request, page, show
from hearth.governance.bring_in_records.queries import remarks_of, run_numbered
from hearth.governance.bring_in_records.report import OUTCOME_WORDS, Outcome, table_of
from hearth.governance.bring_in_records.rules import not_ours
from hearth.governance.bring_in_records.see_run.form import SeeRunForm

REMARKS_A_PAGE = 50


@page
def see_run(request: Request, run: uuid.UUID) -> HttpResponse:
    found = run_numbered(run)
    if found is None:
        raise Http404
    form = SeeRunForm(request.GET)
    chosen = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    sort = request.GET.get("sort", "line")
    pages = Paginator(remarks_of(found, order=sort, **chosen), REMARKS_A_PAGE)
    return show(
        request,
        {
            "run": found,
            "now": timezone.now(),
            "not_ours": not_ours(found.authority, council=council()),
            "rows": table_of(found),
            "outcomes": [OUTCOME_WORDS[each] for each in Outcome],
            "remarks": pages.get_page(request.GET.get("page")),
            "filter": form,
            "chosen": chosen,
            "kept": urlencode(chosen),
            "without": {name: urlencode({key: chosen[key] for key in chosen if key != name}) for name in chosen},
            "sort": sort,
        },
    )
