from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse

from hearth.foundation.staff import queries
from hearth.foundation.staff.pages import Request, page, show, today
from hearth.foundation.staff.see_organisations.form import OrganisationFilter

ORGANISATIONS_A_PAGE = 40


@page
def see_organisations(request: Request) -> HttpResponse:
    form = OrganisationFilter(request.GET)
    form.is_valid()
    kind, with_ended = form.cleaned_data.get("kind", ""), bool(form.cleaned_data.get("ended"))
    found = queries.partners(on=today(), kind=kind, with_ended=with_ended)
    rows = Paginator(found, ORGANISATIONS_A_PAGE).get_page(request.GET.get("page"))
    return show(request, {"organisations": rows, "filter_form": form, "address_of": form.address_of, "on": today()})
