from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse

from hearth.casework.casefile.queries import (
    assessments_of,
    closure_in_words,
    coded,
    episode_in_words,
    episodes_of,
    home_on,
    lines_about,
    protections_of,
    residences_of,
)
from hearth.casework.people.door import open_person
from hearth.casework.people.protection import kept_of_their_home
from hearth.casework.people.queries import families_of, numbers_of
from hearth.foundation.periods.period import age_on
from hearth.foundation.staff.pages import Request, page, show, today

LINES_A_PAGE = 20


@page
def see_person(request: Request, person: int) -> HttpResponse:
    on, may = today(), request.worker.may
    held = open_person(request.worker, person, on=on)
    families = list(families_of(held))
    helped = episodes_of([held]).get(held.pk, [])
    is_child = held.expected_on is not None or (held.born_on is not None and age_on(held.born_on, on) < 18)
    return show(
        request,
        {
            "person": held,
            "families": families,
            "coded": coded(held),
            "numbers": numbers_of(held),
            "home": home_on(held, on),
            "homes": residences_of(held),
            "protections": protections_of(held),
            "kept_of_their_home": kept_of_their_home(held, on),
            "on": on,
            "episodes": helped,
            "episode_in_words": episode_in_words,
            "closure_in_words": closure_in_words,
            "assessed": assessments_of(held),
            "lines": Paginator(lines_about(held), LINES_A_PAGE).get_page(request.GET.get("page")),
            "may_change": may("people.change_person"),
            "may_change_census": may("people.change_census_details") and (is_child or bool(helped)),
            "may_begin_family": may("casefile.begin_family"),
            "may_protect": may("casefile.protect_details"),
            "may_end_protection": may("casefile.end_protection"),
        },
    )
