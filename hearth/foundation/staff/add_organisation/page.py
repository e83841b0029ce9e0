from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.foundation.staff import queries
from hearth.foundation.staff.add_organisation.action import add_organisation as act
from hearth.foundation.staff.add_organisation.form import AddOrganisationForm
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show


@page
def add_organisation(request: Request) -> HttpResponse:
    form = form_for(request, AddOrganisationForm)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        if queries.organisation_named(name) or queries.team_named(name):
            form.add_error("name", "There is an organisation or team of this name already. Choose another name")
        else:
            made = act(**form.cleaned_data, by=request.worker)
            return redirect("staff:see_organisation", organisation=made.pk)
    return show(request, {"form": form})
