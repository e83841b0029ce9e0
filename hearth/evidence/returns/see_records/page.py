from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse

from hearth.evidence.returns.filter_form import IssueFilter
from hearth.evidence.returns.opening import open_found
from hearth.evidence.returns.queries import issues_of
from hearth.evidence.returns.rules import may_answer_any
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
    rule = chosen.get("rule", "").upper()
    narrowed = urlencode(form.narrowed())
    return show(
        request,
        {
            "run": run,
            "issues": issues,
            "rows": shown(run, issues),
            "rule": rule,
            "may_answer_all": issues.paginator.count and may_answer_any(run, rule) is None,
            "narrowed": f"?{narrowed}" if narrowed else "",
            "notices": messages.get_messages(request),
            "words": run.words,
            "filter": form,
            "chosen": chosen,
            "chosen_words": form.in_words(),
            "kept": urlencode(chosen),
            "without": without_each(chosen),
            "sort": sort,
        },
    )
