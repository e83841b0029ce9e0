from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.family_help.close_help.action import close_help as act
from hearth.casework.family_help.close_help.form import CloseHelpForm
from hearth.casework.family_help.queries import assessment_being_written, open_episodes
from hearth.casework.family_help.rules import may_close
from hearth.casework.people.door import open_family
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def close_help(request: Request, family: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    episodes = list(open_episodes(held).select_related("person"))
    children = [(episode.person_id, episode.person.first_name) for episode in episodes]
    refusal = may_close(
        closed_on=today(),
        referred_on=min((episode.referred_on for episode in episodes), default=today()),
        has_assessment_open=assessment_being_written(held) is not None,
        on=today(),
    )
    form = form_for(request, CloseHelpForm, children=children, on=today(), initial={"closed_on": today()})
    if request.method == "POST" and episodes and form.is_valid():
        said = form.cleaned_data
        try:
            act(
                family=held,
                reasons=said["reasons"],
                closed_on=said["closed_on"],
                on=today(),
                by=request.worker,
            )
            return redirect("family_help:see_assessment", family=family)
        except Refused as refused:
            put_beside(form, refused)
    return show(request, {"family": held, "form": form, "children": children, "refusal": refusal})
