from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.frontdoor.door import open_contact
from hearth.casework.frontdoor.known import MayBe, who_may_be_known
from hearth.casework.frontdoor.match_person.action import match_person as act
from hearth.casework.frontdoor.match_person.form import MatchPersonForm, field_name
from hearth.casework.frontdoor.queries import told_in
from hearth.casework.frontdoor.versions import version_sent
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def match_person(request: Request, contact: int) -> HttpResponse:
    held = open_contact(request.worker, contact, on=today())
    if not held.is_waiting:
        return redirect("frontdoor:see_contact", contact=contact)
    found = who_may_be_known(held, told_in(held))
    form = form_for(request, MatchPersonForm, asked=_asked(found))
    if request.method == "POST" and form.is_valid():
        try:
            act(
                contact=held,
                words=form.words(),
                found=found,
                version=version_sent(request),
                on=today(),
                by=request.worker,
            )
            return redirect("frontdoor:see_contact", contact=contact)
        except Refused as refused:
            put_beside(form, refused)
            held.refresh_from_db(fields=["version"])
    return show(request, {"contact": held, "found": found, "form": form, "field_name": field_name})


def _asked(found: list[MayBe]) -> list[tuple[int, int, str, str, str]]:
    return [
        (each.told.pk, candidate.person, each.told.name, candidate.name, candidate.said)
        for each in found
        for candidate in each.candidates
    ]
