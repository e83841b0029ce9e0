from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.frontdoor.door import open_contact
from hearth.casework.frontdoor.queries import from_whom, tellings_of
from hearth.casework.frontdoor.rules import words_for_referrer
from hearth.casework.frontdoor.tell_referrer.action import tell_referrer as act
from hearth.casework.frontdoor.tell_referrer.form import TellReferrerForm
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def tell_referrer(request: Request, contact: int) -> HttpResponse:
    held = open_contact(request.worker, contact, on=today())
    if held.is_waiting:
        return redirect("frontdoor:see_contact", contact=contact)
    first_words = held.told_referrer or words_for_referrer(held.outcome)
    form = form_for(request, TellReferrerForm, initial={"words": "" if held.told_referrer_at else first_words})
    if request.method == "POST" and form.is_valid():
        try:
            act(contact=held, words=form.cleaned_data["words"], by=request.worker)
            return redirect("frontdoor:see_contact", contact=contact)
        except Refused as refused:
            put_beside(form, refused)
    return show(request, {"contact": held, "form": form, "from_whom": from_whom(held), "tellings": tellings_of(held)})
