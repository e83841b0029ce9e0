from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.casefile.add_person.action import add_person as act
from hearth.casework.casefile.add_person.form import NEW, AddPersonForm, Birth
from hearth.casework.people.door import open_family
from hearth.casework.people.finding import AlreadyKnown, already_known
from hearth.casework.people.models import Family
from hearth.casework.people.opening import PersonFacts
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.drafts import NOT_TYPED, form_for
from hearth.foundation.staff.pages import Request, page, show, today

FACTS = ("given_names", "family_name", "born_on", "expected_on", "address", "postcode", "phone", "school")
_NOT_TYPED = NOT_TYPED | {"same_as"}


@page
def add_person(request: Request, family: int) -> HttpResponse:
    """Asked once; asked again only when somebody already known is like the person told of."""
    held = open_family(request.worker, family, on=today())
    form = form_for(request, AddPersonForm)
    known: AlreadyKnown | None = None
    wrong = ""
    if request.method == "POST" and form.is_valid():
        told, chosen = form.cleaned_data, request.POST.get("same_as", "")
        facts = _facts(told)
        known = already_known(facts, worker=request.worker)
        if known.is_nobody or chosen in {NEW, *(str(each.number) for each in known.people)}:
            is_new = known.is_nobody or chosen == NEW
            wrong = _add(request, held, told, facts if is_new else None, None if is_new else int(chosen))
            if not wrong:
                return redirect("casefile:see_people", family=family)
        elif "same_as" in request.POST or request.POST.get("asked"):
            wrong = "Choose who it is, or that it is none of these"
    typed = [(name, one) for name, values in request.POST.lists() if name not in _NOT_TYPED for one in values]
    return show(request, {"family": held, "form": form, "known": known, "typed": typed, "wrong": wrong, "new": NEW})


def _facts(told: dict[str, Any]) -> PersonFacts:
    # A child not yet born is called Baby until there is a name: the search takes it for no name at all.
    known_as = told["known_as"] or ("Baby" if told["birth"] is Birth.UNBORN else "")
    return PersonFacts(known_as=known_as, sex=told["sex"].value, **{name: told[name] for name in FACTS})


def _add(request: Request, family: Family, told: dict[str, Any], facts: PersonFacts | None, known: int | None) -> str:
    """What was wrong, or nothing."""
    try:
        act(
            family=family,
            part=told["part"].value,
            has_parental_responsibility=told["has_parental_responsibility"],
            lives_in_household=told["lives_in_household"],
            facts=facts,
            known=known,
            on=today(),
            by=request.worker,
        )
    except Refused as refused:
        return refused.because
    return ""
