from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.people.change_person.action import change_person as act
from hearth.casework.people.change_person.form import NUMBERS, ChangePersonForm, as_recorded
from hearth.casework.people.door import open_person
from hearth.casework.people.queries import numbers_of
from hearth.foundation.refusals import ChangedMeanwhile, Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def change_person(request: Request, person: int) -> HttpResponse:
    held = open_person(request.worker, person, on=today())
    now = as_recorded(held, numbers_of(held))
    form = form_for(request, ChangePersonForm, person=held, initial=now)
    meanwhile: list[tuple[str, object]] = []
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        version = told.pop("version")
        numbers = {kind.value: told.pop(name) for name, kind in NUMBERS.items() if name in told}
        told["ethnicity"] = told["ethnicity"] or ""
        try:
            act(person=held, version=version, facts=told, numbers=numbers, by=request.worker)
            return redirect("casefile:see_person", person=person)
        except ChangedMeanwhile as changed:
            # What was typed stays; sent again, it is sent knowing what the record says now.
            meanwhile = [(str(form[name].label), now[name]) for name in form.changed_data if now.get(name)]
            sent = request.POST.copy()
            sent["version"] = str(held.version)
            form.data = sent
            form.add_error(None, f"{changed.because}. Read what it says now, then send yours again if it still holds")
        except Refused as refused:
            put_beside(form, refused)
    return show(request, {"person": held, "form": form, "meanwhile": meanwhile})
