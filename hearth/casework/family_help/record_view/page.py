from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.casework.family_help.models import View
from hearth.casework.family_help.queries import assessment_of, member_of, standing_view
from hearth.casework.family_help.record_view.action import record_view as act
from hearth.casework.family_help.record_view.form import RecordViewForm, as_sent
from hearth.casework.family_help.rules import may_write
from hearth.casework.people.door import open_family
from hearth.foundation.refusals import ChangedMeanwhile, Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def record_view(request: Request, family: int, assessment: int, person: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    written, member = assessment_of(held, assessment), member_of(held, person, on=today())
    if written is None or member is None:
        raise Http404
    if request.method == "GET" and may_write(is_being_written=written.state == written.State.WRITING):
        return redirect("family_help:see_assessment", family=family)
    stands = standing_view(written, person)
    form = form_for(request, RecordViewForm, initial=_initial(stands))
    theirs: list[View] = []
    if request.method == "POST" and form.is_valid():
        told = form.told()
        try:
            act(
                assessment=written,
                person=member.person,
                by=request.worker,
                **(told | {"told_on": told["told_on"] or today()}),
            )
            return redirect("family_help:see_assessment", family=family)
        except ChangedMeanwhile:
            theirs = [stands] if stands else []
            form = RecordViewForm(as_sent(told, began_from=stands.pk if stands else None))
        except Refused as refused:
            put_beside(form, refused)
    context = {"family": held, "form": form, "member": member, "theirs": theirs}
    return show(request, context, status=409 if theirs else 200)


def _initial(stands: View | None) -> dict[str, Any]:
    if stands is None:
        return {"told_on": today()}
    return {
        "has_told": bool(stands.says),
        "says": stands.says,
        "how_told": stands.how_told,
        "told_on": stands.told_on,
        "not_heard_because": stands.not_heard_because,
        "began_from": stands.pk,
    }
