from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.frontdoor.door import open_contact
from hearth.casework.frontdoor.queries import analyses_of, is_decided_without_analysis
from hearth.casework.frontdoor.versions import version_sent
from hearth.casework.frontdoor.write_analysis.action import write_analysis as act
from hearth.casework.frontdoor.write_analysis.form import WriteAnalysisForm
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def write_analysis(request: Request, contact: int) -> HttpResponse:
    held = open_contact(request.worker, contact, on=today())
    is_after = is_decided_without_analysis(held)
    if not held.is_waiting and not is_after and request.method != "POST":
        return redirect("frontdoor:see_contact", contact=contact)
    standing = analyses_of(held).first()
    initial = {"says": standing.says, "level": str(standing.level_of_need)} if standing else {}
    form = form_for(request, WriteAnalysisForm, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            act(
                contact=held,
                says=form.cleaned_data["says"],
                level_of_need=int(form.cleaned_data["level"].value),
                version=version_sent(request),
                by=request.worker,
            )
            return redirect("frontdoor:see_contact", contact=contact)
        except Refused as refused:
            put_beside(form, refused)
            held.refresh_from_db(fields=["version"])
    return show(request, {"contact": held, "form": form, "is_after": is_after})
