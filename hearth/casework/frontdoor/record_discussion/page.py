from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.frontdoor.door import open_contact
from hearth.casework.frontdoor.queries import told_in
from hearth.casework.frontdoor.record_discussion.action import record_discussion as act
from hearth.casework.frontdoor.record_discussion.form import RecordDiscussionForm
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def record_discussion(request: Request, contact: int) -> HttpResponse:
    held = open_contact(request.worker, contact, on=today())
    if held.discussion_due_on is None and request.method != "POST":
        return redirect("frontdoor:see_contact", contact=contact)
    form = form_for(request, RecordDiscussionForm)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"agencies": [agency.value for agency in form.cleaned_data["agencies"]]}
        try:
            act(contact=held, on=today(), by=request.worker, **said)
            return redirect("frontdoor:see_contact", contact=contact)
        except Refused as refused:
            put_beside(form, refused)
    return show(request, {"contact": held, "form": form, "people": told_in(held)})
