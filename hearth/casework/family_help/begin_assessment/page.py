from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.family_help.begin_assessment.action import begin_assessment as act
from hearth.casework.family_help.begin_assessment.form import BeginAssessmentForm
from hearth.casework.family_help.queries import (
    assessment_being_written,
    children_of,
    clock_from,
    open_episodes,
    unanswered_referral_of,
)
from hearth.casework.family_help.rules import may_begin, named
from hearth.casework.people.door import open_family
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def begin_assessment(request: Request, family: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    children, episodes = children_of(held, on=today()), list(open_episodes(held))
    refusal = may_begin(
        has_one_being_written=assessment_being_written(held) is not None,
        has_children=bool(children),
        earliest_referral=episodes[0].referred_on if episodes else None,
    )
    form = form_for(request, BeginAssessmentForm, initial={"started_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            act(family=held, started_on=form.cleaned_data["started_on"], on=today(), by=request.worker)
            return redirect("family_help:see_assessment", family=family)
        except Refused as refused:
            put_beside(form, refused)
    referred_on = unanswered_referral_of(held, episodes)
    return show(
        request,
        {
            "family": held,
            "form": form,
            "refusal": refusal,
            "children": named([child.first_name for child in children]) if children else "",
            "clock": clock_from(referred_on, on=today()) if referred_on else None,
        },
    )
