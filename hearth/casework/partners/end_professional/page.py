from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.casework.partners.end_professional.action import end_professional as act
from hearth.casework.partners.end_professional.form import EndProfessionalForm
from hearth.casework.partners.queries import professional_of
from hearth.casework.partners.rules import may_end
from hearth.casework.people.door import open_family
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
        last_on = form.cleaned_data["last_on"]
        refusal = may_end(starts_on=found.starts_on, ends_on=found.ends_on, last_on=last_on)
        if refusal is None:
            act(professional=found, last_on=last_on, by=request.worker)
            return redirect("casefile:see_people", family=family)
        form.add_error("last_on", refusal.because)
    return show(request, {"family": held, "professional": found, "form": form})
