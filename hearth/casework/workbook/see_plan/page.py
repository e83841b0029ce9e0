from __future__ import annotations

from django.http import Http404, HttpResponse

from hearth.casework.people.door import open_family
from hearth.casework.workbook.queries import copies_of, copy_of, plans_of
from hearth.foundation.council import closure_days
from hearth.foundation.periods.clocks import state
from hearth.foundation.staff.pages import Request, page, show, today


@page
def see_plan(request: Request, family: int) -> HttpResponse:
    """`?version=` shows an earlier plan, `?made=` the copy just made."""
    held = open_family(request.worker, family, on=today())
    plans = list(plans_of(held))
    asked = request.GET.get("version")
    plan = next((each for each in plans if str(each.version) == asked), None) if asked else next(iter(plans), None)
    if asked and plan is None:
        raise Http404
    made = request.GET.get("made", "")
    return show(
        request,
        {
            "family": held,
            "plan": plan,
            "plans": plans,
            "is_standing": plan is not None and plan.superseded_at is None,
            "clock": state(plan.review_on, None, today(), closure_days()) if plan else None,
            "copies": list(copies_of(held)),
            "just_made": copy_of(held, int(made)) if made.isdecimal() else None,
            "may_write": request.worker.may("workbook.make_plan"),
            "may_print": request.worker.may("workbook.print_plan"),
        },
    )
