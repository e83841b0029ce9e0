from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.people.change_census_details.action import change_census_details as act
from hearth.casework.people.change_census_details.form import ChangeCensusDetailsForm, as_recorded
from hearth.casework.people.door import open_person
from hearth.casework.people.queries import numbers_of
from hearth.foundation.refusals import ChangedMeanwhile, Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def change_census_details(request: Request, person: int) -> HttpResponse:
    held = open_person(request.worker, person, on=today())
    now = as_recorded(held, numbers_of(held), today())
    form = form_for(request, ChangeCensusDetailsForm, person=held, on=today(), initial=now)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            act(
                person=held,
                version=told["version"],
                ethnicity=told["ethnicity"] or "",
                disabilities=[code.value for code in told.get("disabilities", ())],
                upn=told.get("upn", ""),
                upn_unknown=told.get("upn_unknown") or "",
                by=request.worker,
            )
            return redirect("casefile:see_person", person=person)
        except ChangedMeanwhile as changed:
            # What was chosen stays; sent again, it is sent knowing that the record moved on.
            sent = request.POST.copy()
            sent["version"] = str(held.version)
            form.data = sent
            where = "What is recorded now is on the person’s page. Send yours again if it still holds"
            form.add_error(None, f"{changed.because}. {where}")
        except Refused as refused:
            put_beside(form, refused)
    return show(request, {"person": held, "form": form})
