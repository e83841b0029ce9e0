from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.casework.family_help.models import Finding
from hearth.casework.family_help.queries import (
    Heading,
    Side,
    assessment_of,
    child_of,
    earlier_findings,
    standing_findings,
)
from hearth.casework.family_help.rules import may_write
from hearth.casework.family_help.write_finding.action import Written
from hearth.casework.family_help.write_finding.action import write_finding as act
from hearth.casework.family_help.write_finding.form import WriteFindingForm
from hearth.casework.people.door import open_family
from hearth.foundation.refusals import ChangedMeanwhile, Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today

# What belongs under each side of the assessment framework, in plain words.
BELONGS = {
    Heading.NEEDS: "Health, learning, feelings and behaviour, identity, family and friends, looking after themselves.",
    Heading.PARENTING: "Basic care, safety, warmth, stimulation, guidance and boundaries, stability.",
    Heading.ENVIRONMENT: "Family history, wider family, housing, work, money, the neighbourhood and who there helps.",
}


@page
def write_finding(
    request: Request, family: int, assessment: int, heading: str, child: int | None = None
) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    written = assessment_of(held, assessment)
    about = child_of(held, child, on=today()) if child else None
    # A child's needs are that child's own; the rest may be the family's or one child's.
    if written is None or heading not in Heading.values or (child and not about) or (heading == "needs" and not about):
        raise Http404
    if request.method == "GET" and may_write(is_being_written=written.state == written.State.WRITING):
        return redirect("family_help:see_assessment", family=family)
    standing = standing_findings(written, heading=heading, child=child)
    form = form_for(request, WriteFindingForm, initial=_initial(standing))
    theirs: list[Finding] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        sides = {side: Written(said[side], said[f"{side}_from"]) for side in Side.values}
        try:
            act(assessment=written, heading=heading, child=about, sides=sides, by=request.worker)
            return redirect("family_help:see_assessment", family=family)
        except ChangedMeanwhile:
            theirs = [
                one
                for side, one in standing.items()
                if sides[side].began_from != one.pk and sides[side].says != one.says
            ]
            # Sent again, the words are written knowing what the other wrote.
            form = WriteFindingForm(_begun_again(form.cleaned_data, standing))
        except Refused as refused:
            put_beside(form, refused)
    earlier = [one for side in Side.values for one in earlier_findings(standing.get(side))]
    return show(
        request,
        {
            "family": held,
            "form": form,
            "about": about,
            "title": Heading(heading).label,
            "belongs": BELONGS[Heading(heading)],
            "theirs": theirs,
            "standing": standing,
            "earlier": earlier,
        },
        status=409 if theirs else 200,
    )


def _initial(standing: dict[str, Finding]) -> dict[str, Any]:
    texts = {side: one.says for side, one in standing.items()}
    return texts | {f"{side}_from": one.pk for side, one in standing.items()}


def _begun_again(said: dict[str, Any], standing: dict[str, Finding]) -> dict[str, Any]:
    begun = {f"{side}_from": standing[side].pk if side in standing else "" for side in Side.values}
    return {side: said[side] for side in Side.values} | begun
