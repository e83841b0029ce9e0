from __future__ import annotations

from django.http import HttpResponse

from hearth.foundation.staff.delegation import roles_in_words
from hearth.foundation.staff.pages import Request, page, show


@page
def see_delegation(request: Request) -> HttpResponse:
    return show(request, {"roles": roles_in_words()})
