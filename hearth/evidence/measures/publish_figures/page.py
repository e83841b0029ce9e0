from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from hearth.evidence.measures.hidden_harm.calculate import CannotBeCounted
from hearth.evidence.measures.kept_snapshots import kept, open_kept
from hearth.evidence.measures.needs_assessment import needs_assessment
from hearth.evidence.measures.publish_figures.action import publish_figures as act
from hearth.evidence.measures.publish_figures.form import PublishFiguresForm
from hearth.evidence.measures.queries import publications, standing_of_day
from hearth.evidence.measures.question import the_published
from hearth.evidence.measures.rules import before_publishing, may_publish
from hearth.foundation.council import council
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.pages import Request, page, show


@page
def publish_figures(request: Request, snapshot: str) -> HttpResponse:
    """What would be told, of what and beside what; then the act. What was not counted is not published."""
    opened = open_kept(snapshot, kept())
    try:
        told = needs_assessment(the_published(opened.manifest, opened.facts), opened, among=[], is_published=True)
    except CannotBeCounted as why:
        raise Refused(str(why)) from why
    form = PublishFiguresForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            act(manifest=opened.manifest, by=request.worker, **form.cleaned_data)
            messages.success(request, f"The figures of {date_in_words(opened.manifest.on)} are published.")
            return redirect("measures:list_snapshots")
        except Refused as refused:
            if refused.field not in form.fields:
                raise
            put_beside(form, refused)
    own, of_its_day = council(), standing_of_day(opened.manifest.on)
    return show(
        request,
        {
            "manifest": opened.manifest,
            "found": told,
            "refusal": may_publish(opened.manifest, council=own, of_its_day=of_its_day, today=timezone.localdate()),
            "of_its_day": of_its_day,
            "warnings": before_publishing(opened.manifest, others=publications(), council=own),
            "form": form,
        },
    )
