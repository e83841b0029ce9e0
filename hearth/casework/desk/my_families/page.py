from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse

from hearth.casework.desk.my_families.form import WhichFamiliesForm
from hearth.casework.desk.queries import (
    children_among,
    families_of,
    opened_in_emergency,
    owed_to,
    rows_of,
    sooner,
    soonest_of,
    usual_families,
)
from hearth.foundation.staff.pages import Request, page, show, today

FAMILIES_A_PAGE = 20


@page
def my_families(request: Request) -> HttpResponse:
    worker, on = request.worker, today()
    form = WhichFamiliesForm({"whose": usual_families(worker), "sort": "owed"} | request.GET.dict())
    chosen = form.cleaned_data if form.is_valid() else {"whose": usual_families(worker), "sort": "owed"}
    families = list(families_of(worker, chosen["whose"], on=on).order_by("name", "pk"))
    soonest = soonest_of(owed_to(families, worker, on=on))
    if chosen["sort"] == "owed":
        families.sort(key=lambda each: sooner(soonest[each.pk]) if each.pk in soonest else (True, date.max))
    elif chosen["sort"] == "newest":
        families.sort(key=lambda each: -each.pk)
    listed = Paginator(families, FAMILIES_A_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        {
            "which": form,
            "chosen": chosen,
            "listed": listed,
            "emergencies": opened_in_emergency(worker),
            "rows": rows_of(list(listed.object_list), soonest, worker, on=on),
            "children": children_among([family.pk for family in families], on=on),
        },
    )
