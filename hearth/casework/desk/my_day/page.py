from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from hearth.casework.desk.queries import (
    alerts_of,
    children_among,
    families_of,
    front_door_day,
    owed_to_families,
    own,
    own_families,
    rows_of,
    soonest_of,
    usual_families,
    waiting_to_be_allocated,
)
from hearth.casework.desk.rules import day_of, greeting
from hearth.foundation.staff.pages import Request, page, show, today

FAMILIES_A_PAGE = 10
MOST_SHOWN = 12

# Whose first page is another: they come here only when there is something to tell them.
FIRST_PAGES = {
    "partner_referrer": ("/refer/our-referrals/", "our referrals"),
    "administrator": ("/administration/", "administration"),
    "analyst": ("/figures/", "the figures"),
    "data_steward": ("/bring-in/", "bringing in records"),
}


@page
def my_day(request: Request) -> HttpResponse:
    worker, on, now = request.worker, today(), timezone.now()
    alerts = alerts_of(worker)
    context = {"alerts": alerts, "greeting": greeting(now), "on": on, "worker": worker}
    if worker.role in FIRST_PAGES:
        href, words = FIRST_PAGES[worker.role]
        return (
            show(request, context | {"href": href, "words": words}, template="told.html") if alerts else redirect(href)
        )
    every = owed_to_families(worker, on=on)
    owed = own(every, own_families(worker, on=on), on=on)
    door = front_door_day(worker, now=now) if worker.may("frontdoor.queue") else None
    day = day_of([*owed, *(door.owed if door else ())])
    whose = usual_families(worker)
    families = list(families_of(worker, whose, on=on).order_by("name", "pk"))
    listed = Paginator(families, FAMILIES_A_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        context
        | {
            "day": day,
            "most": None if request.GET.get("show") == "everything" else MOST_SHOWN,
            "door": door,
            "waiting_to_be_allocated": waiting_to_be_allocated(on=on)
            if worker.may("caseload.waiting_to_be_allocated")
            else None,
            "families": listed,
            "rows": rows_of(list(listed.object_list), soonest_of(every), worker, on=on),
            "children": children_among([family.pk for family in families], on=on),
            "whose": whose,
        },
    )
