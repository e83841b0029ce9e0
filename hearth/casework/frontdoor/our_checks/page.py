from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone

from hearth.casework.frontdoor.partner_queries import our_checks as checks_of
from hearth.casework.frontdoor.partner_queries import people_asked_about
from hearth.casework.frontdoor.rules import clock_look
from hearth.foundation.council import closure_days
from hearth.foundation.periods.words import do_by
from hearth.foundation.staff.pages import Request, page, show, today

CHECKS_A_PAGE = 20


@page
def our_checks(request: Request) -> HttpResponse:
    answered = request.GET.get("show") == "answered"
    found = Paginator(checks_of(request.worker, on=today(), answered=answered), CHECKS_A_PAGE)
    shown = found.get_page(request.GET.get("page"))
    checks = list(shown)
    about, now = people_asked_about(checks), timezone.now()
    rows = [
        {
            "check": check,
            "about": ", ".join(person.name for person in about[check.pk]) or "See the question",
            "due": do_by("answer", check.due_at, now, closure_days()),
            "state": clock_look(check.due_at, now, check.answered_at, closure_days()),
        }
        for check in checks
    ]
    kept = "show=answered&" if answered else ""
    return show(
        request,
        {
            "page": shown,
            "rows": rows,
            "answered": answered,
            "href_of_page": lambda number: f"?{kept}page={number}",
            "notices": messages.get_messages(request),
        },
    )
