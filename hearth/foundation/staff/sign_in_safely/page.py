from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse

from hearth.foundation.staff.pages import Request, page, show
from hearth.foundation.staff.sign_in_safely.queries import ways_to_sign_in


@page
def sign_in_safely(request: Request) -> HttpResponse:
    ways = ways_to_sign_in(request.worker)
    return show(
        request,
        {
            "ways": ways,
            "needs_one": request.worker.role in settings.SECOND_FACTOR_FOR and not ways.has_second_factor,
            "notices": [str(each) for each in messages.get_messages(request)],
        },
    )
