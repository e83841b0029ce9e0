from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.casework.casefile.end_protection.action import end_protection as act
from hearth.casework.casefile.end_protection.form import EndProtectionForm
from hearth.casework.people.door import open_person
from hearth.casework.people.queries import protection_of
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def end_protection(request: Request, person: int, protection: int) -> HttpResponse:
    held = open_person(request.worker, person, on=today())
    found = protection_of(held, protection)
    if found is None:
        raise Http404
    form = form_for(request, EndProtectionForm)
    if request.method == "POST" and form.is_valid():
        act(protection=found, why=form.cleaned_data["why"], on=today(), by=request.worker)
        return redirect("casefile:see_person", person=person)
    return show(request, {"person": held, "protection": found, "form": form})
