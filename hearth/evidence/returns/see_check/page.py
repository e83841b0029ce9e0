from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from hearth.evidence.returns.cin_census.check import as_of_another_year, issues_in_words
from hearth.evidence.returns.filter_form import IssueFilter
from hearth.evidence.returns.models import Run
from hearth.evidence.returns.opening import open_run
from hearth.evidence.returns.queries import by_child, by_rule, rules_of_children, run_before
from hearth.evidence.returns.shown_issues import without_each
from hearth.foundation.staff.pages import Request, page, show

CHILDREN_A_PAGE = 50


@page
def see_check(request: Request, census: int) -> HttpResponse:
    """While it runs, how far it is; then what was found, by rule or (`by=child`) by child."""
    run = open_run(request.worker, census)
    context = {"run": run, "now": timezone.now(), "is_by_child": False}
    context["was_given_before"] = request.GET.get("given") == "before"
    if run.state == Run.State.CHECKED:
        context |= _found(request, run)
    response = show(request, context)
    if run.is_over and request.headers.get("HX-Request") == "true":
        response["HX-Refresh"] = "true"  # a page that was watching: what it offers stands outside the part that moved
    return response


def _found(request: Request, run: Run) -> dict[str, object]:
    is_by_child = request.GET.get("by") == "child" and run.issues_are_here
    form = IssueFilter(request.GET)
    chosen = form.chosen() if run.issues_are_here else {}
    context: dict[str, object] = {
        "another_year": _another_year(run),
        "is_so_far": run.reference_date is not None and run.reference_date > timezone.localdate(),
        "counted": issues_in_words(run.errors, run.queries),
        "narrowed": f"?{narrowed}" if (narrowed := urlencode(form.narrowed())) else "",
        "may_answer": run.authority and run.issues_are_here,
        "is_by_child": is_by_child,
        "filter": form,
        "chosen": chosen,
        "chosen_words": form.in_words(),
        "kept": urlencode(chosen),
        "without": without_each(chosen),
        "before": run_before(run) if run.issues_are_here else None,
        "needs_assessment": _needs_assessment(run),
    }
    if not is_by_child:
        return context | {"rules": by_rule(run, **chosen)}
    sort = request.GET.get("sort", "-errors")
    children = Paginator(by_child(run, order=sort, **chosen), CHILDREN_A_PAGE).get_page(request.GET.get("page"))
    broken = rules_of_children(run, [each["child"] for each in children], **chosen)
    return context | {"children": children, "broken": broken, "sort": sort}


def _another_year(run: Run) -> str | None:
    """Where the header contradicts itself nobody can say of which year the return is: that is told instead."""
    if run.header_says or not run.year or not run.reference_date:
        return None
    return as_of_another_year(run.year, run.reference_date, today=timezone.localdate())


def _needs_assessment(run: Run) -> str:
    """The page of what these children live with, where there is something to see."""
    if not run.snapshot or run.no_figures:
        return ""
    try:
        return f"{reverse('measures:see_hidden_harm')}?{urlencode({'snapshot': run.snapshot})}"
    except NoReverseMatch:
        return ""
