from __future__ import annotations

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect

from hearth.foundation.staff.pages import Request, page
from hearth.foundation.staff.sessions import renew


@page
def stay_signed_in(request: Request) -> HttpResponse:
    """Asked by the page's own clock. Without script it leads on to the first page, which renews as well."""
    renew(request)
    if request.method != "GET":
        return redirect("/")
    return HttpResponse(status=204, headers={"X-CSRFToken": get_token(request), "Cache-Control": "no-store"})
