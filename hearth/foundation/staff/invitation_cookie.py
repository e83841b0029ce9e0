"""A new invitation's link is shown to the administrator once: its token waits, signed, in their own browser, and nowhere else."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from hearth.foundation.staff.invitations import path_of, send_invitation
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.pages import Request

COOKIE = "hearth_invitation"
_LASTS = 120  # seconds


def shown_once(request: Request, worker: Worker, token: str) -> HttpResponse:
    """Send the e-mail, and lead to the worker's page, which shows the link."""
    send_invitation(worker, link=request.build_absolute_uri(path_of(token)))
    address = reverse("staff:see_worker", args=[worker.pk])
    answer = HttpResponseRedirect(address)
    answer.set_signed_cookie(
        COOKIE,
        token,
        salt=str(worker.pk),
        max_age=_LASTS,
        path=address,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


def token_shown_once(request: Request, worker: Worker) -> str:
    return str(request.get_signed_cookie(COOKIE, default="", salt=str(worker.pk), max_age=_LASTS))
