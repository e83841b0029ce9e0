from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.evidence.measures.hidden_harm.calculate import CannotBeCounted
from hearth.evidence.measures.kept_snapshots import kept, open_kept
from hearth.evidence.measures.needs_assessment import needs_assessment
from hearth.evidence.measures.publish_figures.action import publish_figures as act
from hearth.evidence.measures.queries import publications, standing_of_day
from hearth.evidence.measures.question import the_published
from hearth.evidence.measures.rules import before_publishing, may_publish
from hearth.foundation.council import council
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.pages import Request, page, show


@page
def publish_figures(request: Request, snapshot: str) -> HttpResponse:
    """What would be told, of what and beside what; then the act. What was not counted is not published."""
    opened = open_kept(snapshot, kept())
    try:
        told = needs_assessment(the_published(opened.manifest, opened.facts), opened, among=[], is_published=True)
    except CannotBeCounted as why:
        raise Refused(str(why)) from why
    if request.method == "POST":
        act(manifest=opened.manifest, by=request.worker)
        return redirect("measures:list_snapshots")
    of_its_day = standing_of_day(opened.manifest.on)
    return show(
        request,
        {
            "manifest": opened.manifest,
            "found": told,
            "refusal": may_publish(opened.manifest, council=council(), of_its_day=of_its_day),
            "of_its_day": of_its_day,
            "warnings": before_publishing(opened.manifest, others=publications(), council=council()),
        },
    )
