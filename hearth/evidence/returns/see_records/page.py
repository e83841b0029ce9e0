from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse

from hearth.evidence.returns.filter_form import IssueFilter
from hearth.evidence.returns.opening import open_found
from hearth.evidence.returns.queries import issues_of
from hearth.evidence.returns.shown_issues import shown, without_each
from hearth.foundation.staff.pages import Request, page, show

ISSUES_A_PAGE = 50


@page
def see_records(request: Request, census: int) -> HttpResponse:
    run = open_found(request.worker, census)
    form = IssueFilter(request.GET)
    chosen = form.chosen()
    sort = request.GET.get("sort", "position")
    pages = Paginator(issues_of(run, order=sort, **chosen), ISSUES_A_PAGE)
    issues = pages.get_page(request.GET.get("page"))
    return show(
        request,
        {
            "run": run,
            "issues": issues,
            "rows": shown(run, issues),
            "rule": chosen.get("rule", "").upper(),
            "words": run.words,
            "filter": form,
            "chosen": chosen,
            "chosen_words": form.in_words(),
            "kept": urlencode(chosen),
            "without": without_each(chosen),
            "sort": sort,
        },
    )
