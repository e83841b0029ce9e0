from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse

from hearth.casework.desk.my_families.form import WhichFamiliesForm
from hearth.casework.desk.queries import children_among, families_of, owed_to_families, rows_of, usual_families
from hearth.foundation.staff.pages import Request, page, show, today

FAMILIES_A_PAGE = 20


@page
def my_families(request: Request) -> HttpResponse:
    worker, on = request.worker, today()
    form = WhichFamiliesForm({"whose": usual_families(worker), "sort": "owed"} | request.GET.dict())
    chosen = form.cleaned_data if form.is_valid() else {"whose": usual_families(worker), "sort": "owed"}
    families = families_of(worker, chosen["whose"], on=on)
    owed = owed_to_families(worker, on=on)
    soonest: dict[int | None, date] = {}
    for item in owed:
        if not item.waits_on:
            soonest[item.family] = min(item.due_on, soonest.get(item.family, date.max))
    numbers = [pk for pk, _ in families.order_by("name", "pk").values_list("pk", "name")]
    if chosen["sort"] == "owed":
        numbers.sort(key=lambda number: soonest.get(number, date.max))
    elif chosen["sort"] == "newest":
        numbers.sort(reverse=True)
    listed = Paginator(numbers, FAMILIES_A_PAGE).get_page(request.GET.get("page"))
    held = families.in_bulk(list(listed.object_list))
    return show(
        request,
        {
            "which": form,
            "chosen": chosen,
            "listed": listed,
            "rows": rows_of([held[number] for number in listed.object_list if number in held], owed, worker, on=on),
            "children": children_among(families, on=on),
        },
    )
