from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from hearth.evidence.measures import counted
from hearth.evidence.measures.hidden_harm.calculate import CannotBeCounted
from hearth.evidence.measures.kept_snapshots import kept, open_kept
from hearth.evidence.measures.needs_assessment import Told, needs_assessment
from hearth.evidence.measures.publish_figures.action import publish_figures as act
from hearth.evidence.measures.publish_figures.form import PublishFiguresForm
from hearth.evidence.measures.queries import standing_of_day
from hearth.evidence.measures.question import the_published
from hearth.evidence.measures.rules import is_the_councils_own, may_publish
from hearth.evidence.measures.weighing import to_weigh
from hearth.foundation.council import council
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.pages import Request, page, show


@page
def publish_figures(request: Request, snapshot: str) -> HttpResponse:
    """What would be told, of what and beside what; then the act. What was not counted is not published."""
    opened = open_kept(snapshot, kept())
    question = the_published(opened.manifest, opened.facts)
    try:
        found = counted.published(question, opened)
        told = needs_assessment(question, opened, among=[], how=Told.SAFELY)
    except CannotBeCounted as why:
        raise Refused(str(why)) from why
    warnings = to_weigh(opened.manifest, found)
    form = PublishFiguresForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        weighed = warnings if form.cleaned_data["weighed"] == _fingerprint(warnings) else []
        try:
            act(manifest=opened.manifest, by=request.worker, weighed=weighed)
            messages.success(request, f"The figures of {date_in_words(opened.manifest.on)} are published.")
            return redirect("measures:list_snapshots")
        except Refused as refused:
            if refused.field not in form.fields:
                raise
            put_beside(form, refused)
    of_its_day = standing_of_day(opened.manifest.on)
    return show(
        request,
        {
            "manifest": opened.manifest,
            "found": told,
            "refusal": may_publish(
                opened.manifest, council=council(), of_its_day=of_its_day, today=timezone.localdate()
            ),
            # Of another's return nothing would come of withdrawing the council's own.
            "may_withdraw": of_its_day and not is_the_councils_own(opened.manifest, council=council()),
            "of_its_day": of_its_day,
            "warnings": warnings,
            "fingerprint": _fingerprint(warnings),
            "form": form,
        },
    )


def _fingerprint(warnings: Sequence[str]) -> str:
    return sha256("\n".join(warnings).encode()).hexdigest()
