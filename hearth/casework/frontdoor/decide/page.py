from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.frontdoor.decide.action import decide as act
from hearth.casework.frontdoor.decide.family import alike_in
from hearth.casework.frontdoor.decide.form import DecideForm
from hearth.casework.frontdoor.door import open_contact
from hearth.casework.frontdoor.known import hold_those_known
from hearth.casework.frontdoor.models import PersonTold
from hearth.casework.frontdoor.queries import families_worked_with, told_in
from hearth.casework.frontdoor.rules import what_is_missing
from hearth.casework.frontdoor.standing import standing_of
from hearth.casework.frontdoor.versions import version_sent
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def decide(request: Request, contact: int) -> HttpResponse:
    held = open_contact(request.worker, contact, on=today())
    if not held.is_waiting and request.method != "POST":
        return redirect("frontdoor:see_contact", contact=contact)
    people = told_in(held)
    if held.is_waiting:  # the families they came to be in since they were recognised: the decision asks of them
        hold_those_known(contact=held, people=people, by=request.worker, on=today())
    standing = standing_of(held, people, today())
    form = form_for(
        request,
        DecideForm,
        joins=standing.joins,
        waiting_checks=standing.waiting_checks,
        has_account=held.is_told_in_an_account,
        initial={"family_name": _family_name(people)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            act(contact=held, version=version_sent(request), on=today(), by=request.worker, **_chosen(form))
            return redirect("frontdoor:see_contact", contact=contact)
        except Refused as refused:
            put_beside(form, refused)
            held.refresh_from_db(fields=["version"])
    missing = what_is_missing(standing)
    return show(
        request,
        {
            "contact": held,
            "people": people,
            "form": form,
            "joins": standing.joins,
            "alike": _alike(people) if standing.joins else [],
            "without_a_word": standing.without_a_word,
            "missing": missing,
            "may_be_decided": standing.is_in_immediate_danger or not missing,
        },
    )


def _alike(people: list[PersonTold]) -> list[str]:
    """Of the family that the others would join."""
    families = families_worked_with(people, today())
    return alike_in(families[0], people, today()) if families else []


def _chosen(form: DecideForm) -> dict[str, Any]:
    return {
        "outcome": form.outcome,
        "because": form.cleaned_data["because"],
        "family_name": form.cleaned_data.get("family_name") or "",
        "tell_referrer": form.words_for_referrer,
        "is_told_now": bool(form.cleaned_data["is_told_now"]),
        "without_checks_because": form.cleaned_data.get("without_checks_because") or "",
    }


def _family_name(people: list[PersonTold]) -> str:
    """The children's family names, each once, in the order told: "Okafor-Reid", or "Bell and Reid"."""
    children = [told.family_name for told in people if told.is_child and told.family_name]
    names = list(dict.fromkeys(children or [told.family_name for told in people if told.family_name]))
    return " and ".join(names)[:120]
