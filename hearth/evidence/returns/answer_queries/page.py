from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from hearth.evidence.returns.answer_queries.action import answer_queries as act
from hearth.evidence.returns.answer_queries.form import AnswerQueriesForm
from hearth.evidence.returns.filter_form import IssueFilter
from hearth.evidence.returns.opening import open_found
from hearth.evidence.returns.queries import asked_of, queries_of
from hearth.evidence.returns.rules import may_answer_any, may_answer_filtered
from hearth.evidence.returns.shown_issues import shown
from hearth.foundation.refusals import Refused, insist, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show

SHOWN = 5


@page
def answer_queries(request: Request, census: int, rule: str) -> HttpResponse:
    """All queries of one rule, or those of them that the filter in the address leaves."""
    run = open_found(request.worker, census)
    rule = rule.upper()
    if run.severity_of(rule) is None:
        raise Http404
    insist(may_answer_any(run, rule))
    chosen = IssueFilter(request.GET)
    insist(may_answer_filtered(chosen.not_understood()))
    narrowed = chosen.narrowed()
    issues = queries_of(run, rule, narrowed)
    form = form_for(request, AnswerQueriesForm, of=narrowed, asked_anew={"replaces"})
    seen = reverse("returns:see_records", args=[run.pk]) + "?" + urlencode({"rule": rule, **narrowed})
    if request.method == "POST" and form.is_valid():
        try:
            made = act(run=run, rule=rule, narrowed=narrowed, by=request.worker, **form.cleaned_data)
            messages.success(request, made.in_words)
            return redirect(seen)
        except Refused as refused:
            put_beside(form, refused)
    asked = asked_of(run, rule, issues)
    is_seen_now = request.method != "POST" or form.non_field_errors()
    return show(
        request,
        {
            "run": run,
            "rule": rule,
            "says": run.words[rule],
            "asked": asked,
            "version": asked.version if is_seen_now else form["version"].value(),
            "narrowed": narrowed,
            "narrowed_words": IssueFilter(narrowed).in_words(),
            "first": shown(run, issues[:SHOWN]),
            "seen": seen,
            "form": form,
        },
    )
