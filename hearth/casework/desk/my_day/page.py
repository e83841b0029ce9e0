from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from hearth.casework.caseload.queries import worked_with
from hearth.casework.desk.queries import (
    MINE,
    alerts_of,
    children_among,
    discussions_waiting_for,
    families_of,
    front_door_day,
    opened_in_emergency,
    owed_this_week,
    owed_to,
    rows_of,
    soonest_of,
    usual_families,
    waiting_to_be_allocated,
)
from hearth.casework.desk.rules import day_of, greeting
from hearth.casework.family_help.due import waiting_for
from hearth.foundation.staff.pages import Request, page, show, today

FAMILIES_A_PAGE = 10
MOST_SHOWN = 12

# Whose first page is another: they come here only when there is something to tell them.
FIRST_PAGES = {
    "partner_referrer": ("/refer/our-referrals/", "our referrals"),
    "administrator": ("/administration/", "administration"),
    "analyst": ("/figures/", "the figures"),
    "data_steward": ("/returns/", "returns"),
}


@page
def my_day(request: Request) -> HttpResponse:
    worker, on, now = request.worker, today(), timezone.now()
    alerts = alerts_of(worker)
    context = {
        "alerts": alerts,
        "emergencies": opened_in_emergency(worker),
        "greeting": greeting(now),
        "on": on,
        "worker": worker,
    }
    if worker.role in FIRST_PAGES:
        href, words = FIRST_PAGES[worker.role]
        return (
            show(request, context | {"href": href, "words": words}, template="told.html") if alerts else redirect(href)
        )
    door = front_door_day(worker, now=now) if worker.may("frontdoor.queue") else None
    whose = usual_families(worker)
    mine = list(families_of(worker, MINE, on=on).order_by("name", "pk"))
    families = mine if whose == MINE else list(families_of(worker, whose, on=on).order_by("name", "pk"))
    listed = Paginator(families, FAMILIES_A_PAGE).get_page(request.GET.get("page"))
    # A manager's day is what waits for them; to what is owed by others only the families on the page answer.
    items = owed_to({*mine, *listed.object_list}, worker, on=on)
    for_me = [item for item in items if item.family in mine and not item.is_waited_for]
    waits = waiting_for(worker, worked_with(worker, on=on), on=on)
    discussions = discussions_waiting_for(worker, on=on)
    day = day_of([*discussions, *owed_this_week([*for_me, *waits], on=on), *(door.owed if door else ())])
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
            "rows": rows_of(list(listed.object_list), soonest_of(items), worker, on=on),
            "children": children_among([family.pk for family in families], on=on),
            "whose": whose,
        },
    )
