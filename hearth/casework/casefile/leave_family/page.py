from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.casework.casefile.leave_family.action import leave_family as act
from hearth.casework.casefile.leave_family.form import LeaveFamilyForm
from hearth.casework.people.door import open_family
from hearth.casework.people.queries import membership_of
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def leave_family(request: Request, family: int, person: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    membership = membership_of(held, person, on=today())
    if membership is None:
        raise Http404
    form = form_for(request, LeaveFamilyForm)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            act(membership=membership, ends_on=told["ends_on"], why=told["why"], by=request.worker)
            return redirect("casefile:see_people", family=family)
        except Refused as refused:
            put_beside(form, refused)
    return show(request, {"family": held, "membership": membership, "form": form})
