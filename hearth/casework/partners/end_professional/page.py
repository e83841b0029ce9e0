from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.casework.partners.end_professional.action import end_professional as act
from hearth.casework.partners.end_professional.form import EndProfessionalForm
from hearth.casework.partners.queries import professional_of
from hearth.casework.people.door import open_family
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def end_professional(request: Request, family: int, professional: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    found = professional_of(held, professional)
    if found is None:
        raise Http404
    form = form_for(request, EndProfessionalForm)
    if request.method == "POST" and form.is_valid():
        try:
            act(professional=found, last_on=form.cleaned_data["last_on"], by=request.worker)
            return redirect("casefile:see_people", family=family)
        except Refused as refused:
            put_beside(form, refused)
    return show(request, {"family": held, "professional": found, "form": form})
