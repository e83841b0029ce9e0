from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse

from hearth.evidence.returns.compare_checks.form import CompareChecksForm
from hearth.evidence.returns.keep_issues import MOST_ISSUES
from hearth.evidence.returns.models import Run
from hearth.evidence.returns.opening import open_found
from hearth.evidence.returns.queries import KINDS, changed, changes, rules_in_one, runs_to_compare
from hearth.evidence.returns.rules import may_compare
from hearth.evidence.returns.shown_issues import shown
from hearth.foundation.staff.pages import Request, page, show

ISSUES_A_PAGE = 50


@page
def compare_checks(request: Request) -> HttpResponse:
    runs = runs_to_compare()
    is_asked = bool(request.GET.get("earlier") and request.GET.get("later"))
    form = CompareChecksForm(request.GET if is_asked else None, runs=runs, initial=request.GET.dict())
    context = {"form": form, "runs": runs}
    if is_asked and form.is_valid():
        context |= _compared(request, form)
    return show(request, context)


def _compared(request: Request, form: CompareChecksForm) -> dict[str, object]:
    """The earlier is whichever was given first, however they were chosen."""
    chosen = (open_found(request.worker, form.cleaned_data[name]) for name in ("earlier", "later"))
    earlier, later = sorted(chosen, key=lambda run: run.given_at)
    if refusal := may_compare(earlier, later):
        form.add_error(refusal.field, str(refusal))
        return {}
    kind, rule = request.GET.get("show", ""), request.GET.get("rule", "")
    context: dict[str, object] = {
        "earlier": earlier,
        "later": later,
        "rule": rule,
        "kind": kind if kind in KINDS else "",
        "not_in_both": rules_in_one(earlier, later),
        "is_cut": max(run.errors + run.queries for run in (earlier, later)) > MOST_ISSUES,
    }
    if kind not in KINDS:
        return context | {"changes": changes(earlier, later)}
    issues = Paginator(changed(earlier, later, kind, rule=rule), ISSUES_A_PAGE).get_page(request.GET.get("page"))
    of: Run = earlier if kind == "fixed" else later
    return context | {"issues": issues, "rows": shown(of, issues), "words": of.words}
