from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse

from hearth.foundation.staff import queries
from hearth.foundation.staff.pages import Request, page, show, today
from hearth.foundation.staff.see_teams.form import TeamFilter

TEAMS_A_PAGE = 40


@page
def see_teams(request: Request) -> HttpResponse:
    form = TeamFilter(request.GET)
    form.is_valid()
    kind, with_ended = form.cleaned_data.get("kind", ""), bool(form.cleaned_data.get("ended"))
    found = queries.teams(on=today(), kind=kind, with_ended=with_ended)
    teams = Paginator(found, TEAMS_A_PAGE).get_page(request.GET.get("page"))
    return show(request, {"teams": teams, "filter_form": form, "address_of": form.address_of, "on": today()})
