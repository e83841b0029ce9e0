from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.casework.family_help.queries import assessment_of, facts_of, whole_of
from hearth.casework.family_help.rules import may_send
from hearth.casework.family_help.send_assessment.action import send_assessment as act
from hearth.casework.people.door import open_family
from hearth.casework.people.queries import memberships_of
from hearth.foundation.staff.pages import Request, page, show, today


@page
def send_assessment(request: Request, family: int, assessment: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    written = assessment_of(held, assessment)
    if written is None:
        raise Http404
    whole = whole_of(written, memberships_of(held, on=today()))
    refusal = may_send(facts_of(whole, on=today()))
    if request.method == "POST" and refusal is None:
        act(family=held, assessment=written, on=today(), by=request.worker)
        return redirect("family_help:see_assessment", family=family)
    context = {"family": held, "whole": whole, "refusal": refusal}
    return show(request, context, status=409 if request.method == "POST" else 200)
