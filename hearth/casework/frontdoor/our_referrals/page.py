from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse

from hearth.casework.frontdoor.our_referrals.form import OurReferralsFilter
from hearth.casework.frontdoor.partner_queries import SORTS, decide_by
from hearth.casework.frontdoor.partner_queries import our_checks as checks_of
from hearth.casework.frontdoor.partner_queries import our_referrals as referrals_of
from hearth.casework.frontdoor.partner_rules import is_told, names_of_children
from hearth.casework.frontdoor.unfinished import unfinished_of
from hearth.foundation.staff.pages import Request, page, show, today

REFERRALS_A_PAGE = 20


@page
def our_referrals(request: Request) -> HttpResponse:
    form = OurReferralsFilter(request.GET)
    outcome = form.cleaned_data["outcome"] if form.is_valid() else ""
    sort = request.GET.get("sort", "-sent")
    sort = sort if sort in SORTS else "-sent"
    found = Paginator(referrals_of(request.worker, on=today(), outcome=outcome, sort=sort), REFERRALS_A_PAGE)
    shown = found.get_page(request.GET.get("page"))
    rows = [
        {
            "contact": contact,
            "about": names_of_children(contact.people.all()),
            "is_told": is_told(contact),
            "decide_by": decide_by(contact),
        }
        for contact in shown
    ]
    labels = dict(form.fields["outcome"].choices)  # type: ignore[attr-defined]
    return show(
        request,
        {
            "unfinished": unfinished_of(request.worker),
            "page": shown,
            "checks_waiting": checks_of(request.worker, on=today(), answered=False).count(),
            "rows": rows,
            "filter": OurReferralsFilter(initial={"outcome": outcome}),
            "chosen": [{"words": labels[outcome], "href": f"?{urlencode({'sort': sort})}"}] if outcome else [],
            "sort": sort,
            "href_for": lambda order: f"?{urlencode({'outcome': outcome, 'sort': order})}",
            "href_of_page": lambda number: f"?{urlencode({'outcome': outcome, 'sort': sort, 'page': number})}",
            "notices": messages.get_messages(request),
        },
    )
