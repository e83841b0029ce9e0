from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.foundation.staff import queries
from hearth.foundation.staff.change_organisation.action import FIELDS
from hearth.foundation.staff.change_organisation.action import change_organisation as act
from hearth.foundation.staff.change_organisation.form import ChangeOrganisationForm
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show
from hearth.foundation.staff.seen import as_seen


@page
def change_organisation(request: Request, organisation: int) -> HttpResponse:
    found = queries.organisation_of(organisation)
    if found is None:
        raise Http404
    initial = {name: getattr(found, name) for name in FIELDS} | {"seen": as_seen(found, FIELDS)}
    form = form_for(request, ChangeOrganisationForm, initial=initial)
    if request.method == "POST" and form.is_valid():
        other = queries.organisation_named(form.cleaned_data["name"])
        if other and other != found:
            form.add_error("name", "There is an organisation of this name already. Choose another name")
        else:
            act(organisation=found, **form.cleaned_data, by=request.worker)
            return redirect("staff:see_organisation", organisation=found.pk)
    return show(request, {"form": form, "organisation": found})
