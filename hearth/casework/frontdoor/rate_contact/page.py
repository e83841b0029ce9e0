from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.frontdoor.door import open_contact
from hearth.casework.frontdoor.queries import newest_rating
from hearth.casework.frontdoor.rate_contact.action import rate_contact as act
from hearth.casework.frontdoor.rate_contact.form import RateContactForm
from hearth.casework.frontdoor.versions import version_sent
from hearth.foundation.council import council
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def rate_contact(request: Request, contact: int) -> HttpResponse:
    held = open_contact(request.worker, contact, on=today())
    if not held.is_waiting and request.method != "POST":
        return redirect("frontdoor:see_contact", contact=contact)
    form = form_for(request, RateContactForm, front_door=council().front_door)
    if request.method == "POST" and form.is_valid():
        try:
            act(
                contact=held,
                rating=form.cleaned_data["rating"].value,
                because=form.cleaned_data["because"],
                version=version_sent(request),
                by=request.worker,
            )
            return redirect("frontdoor:see_contact", contact=contact)
        except Refused as refused:
            put_beside(form, refused)
            held.refresh_from_db(fields=["version"])
    return show(request, {"contact": held, "form": form, "standing": newest_rating(held)})
