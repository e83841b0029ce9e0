from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse

from hearth.casework.family_help.queries import children_of, open_episodes, visiting_of, visits_of
from hearth.casework.people.door import open_family
from hearth.foundation.council import council
from hearth.foundation.staff.pages import Request, page, show, today

VISITS_A_PAGE = 20


@page
def see_visits(request: Request, family: int) -> HttpResponse:
    """Filtered by child and sorted in the address; `visit` finds the page that holds one visit."""
    held = open_family(request.worker, family, on=today())
    children = children_of(held, on=today())
    child = next((one for one in children if str(one.pk) == request.GET.get("child")), None)
    oldest_first = request.GET.get("order") == "oldest"
    found = visits_of(held, child=child.pk if child else None, oldest_first=oldest_first)
    visits = Paginator(found, VISITS_A_PAGE)
    number: str | int | None = request.GET.get("page")
    if (visit := request.GET.get("visit", "")).isdecimal():
        numbers = list(found.values_list("pk", flat=True))
        number = numbers.index(int(visit)) // VISITS_A_PAGE + 1 if int(visit) in numbers else 1
    return show(
        request,
        {
            "family": held,
            "visits": visits.get_page(number),
            "children": children,
            "child": child,
            "oldest_first": oldest_first,
            "visiting": visiting_of(children, open_episodes(held), on=today()),
            "every": council().clocks.child_in_need_visit_days,
            "may_record": request.worker.may("family_help.record_visit"),
        },
    )
