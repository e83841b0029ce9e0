from __future__ import annotations

from typing import Any

from django.forms.utils import ErrorDict
from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.frontdoor.models import PersonTold
from hearth.casework.frontdoor.record_contact.action import record_contact as act
from hearth.casework.frontdoor.record_contact.form import MOST_PEOPLE, RecordContactForm
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show


@page
def record_contact(request: Request) -> HttpResponse:
    if request.method == "POST" and "add" in request.POST:
        return show(request, _shown(_with_one_more(request)))
    form = form_for(request, RecordContactForm)
    if request.method == "POST" and form.is_valid():
        contact = act(told=_told(form), people=[_person(said) for said in form.people], by=request.worker)
        return redirect("frontdoor:see_contact", contact=contact.pk)
    return show(request, _shown(form))


def _shown(form: RecordContactForm) -> dict[str, Any]:
    return {"form": form, "may_add": form.people_count < MOST_PEOPLE}


def _with_one_more(request: Request) -> RecordContactForm:
    """The page as it was typed, with boxes for one more person. Nothing is judged yet."""
    typed = request.POST.copy()
    typed["people_count"] = str(RecordContactForm(request.POST).people_count + 1)
    form = RecordContactForm(typed)
    form._errors = ErrorDict()  # type: ignore[attr-defined]  # not judged until it is sent
    return form


_AS_TOLD = (
    "referrer_name", "referrer_role", "referrer_agency", "referrer_contact", "referrer_relationship", "worries",
    "going_well", "protective_factors", "childrens_views", "parents_views", "address", "postcode", "agencies_involved",
    "is_in_immediate_danger",
)  # fmt: skip


def _told(form: RecordContactForm) -> dict[str, Any]:
    said = form.cleaned_data
    return {name: said[name] for name in _AS_TOLD} | {
        "source": said["source"].value,
        "consent": said["consent"].value,
        "consent_from": said["consent_from"] or "",
        "no_consent_because": said["not_agreed_because"] or said["not_informed_because"] or "",
        "danger_acted_on": said["danger_acted_on"] or "",
    }


def _person(said: dict[str, Any]) -> dict[str, Any]:
    is_unborn = said["part"] == PersonTold.Part.UNBORN
    return said | {
        "part": said["part"].value,
        "sex": said["sex"].value if said["sex"] and not is_unborn else "U",
        "ethnicity": said["ethnicity"].value if said["ethnicity"] else "",
        "lives_in_household": _yes_or_no(said["lives_in_household"]),
        "has_parental_responsibility": _yes_or_no(said["has_parental_responsibility"]),
    }


def _yes_or_no(said: object) -> bool | None:
    """Not asked is not the same as no."""
    return said if isinstance(said, bool) else None
