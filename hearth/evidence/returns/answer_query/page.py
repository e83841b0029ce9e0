from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from hearth.evidence.returns.answer_query.action import answer_query as act
from hearth.evidence.returns.answer_query.form import AnswerQueryForm
from hearth.evidence.returns.opening import open_issue
from hearth.evidence.returns.queries import (
    earlier_words,
    explanation_of,
    explanations_of,
    items_of_record,
    others_of_child,
)
from hearth.evidence.returns.rules import may_answer
from hearth.foundation.refusals import ChangedMeanwhile, insist, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show


@page
def answer_query(request: Request, issue: int) -> HttpResponse:
    found = open_issue(request.worker, issue)
    insist(may_answer(found))
    standing = explanation_of(found)
    version = standing.version if standing else 0
    initial = {"version": version, "says": standing.says if standing else "", "also_others": True}
    form = form_for(request, AnswerQueryForm, initial=initial)
    others = others_of_child(found)
    said = explanations_of(found.run, others)
    others = [each for each in others if each.record not in said]
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            act(
                issue=found,
                says=told["says"],
                version=told["version"],
                others=others if told["also_others"] else [],
                by=request.worker,
            )
            query = urlencode({"rule": found.rule})
            return redirect(f"{reverse('returns:see_records', args=[found.run_id])}?{query}")
        except ChangedMeanwhile as meanwhile:
            put_beside(form, meanwhile)
    seen = form["version"].value()
    return show(
        request,
        {
            "issue": found,
            "run": found.run,
            "says": found.says or found.run.words.get(found.rule, ""),
            "items": items_of_record(found),
            "others": others,
            "standing": standing,
            "earlier": earlier_words(found),
            "version": version if form.non_field_errors() else seen,
            "form": form,
        },
    )
