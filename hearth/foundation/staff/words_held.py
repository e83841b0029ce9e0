"""What somebody typed, sent when their session is gone altogether: held in their browser's session until they sign in.

Every form names the worker it was made for, signed (`typed_by`). Only that worker is given the words, as their draft of
that page; whoever else signs in is given nothing, and the words are dropped.
"""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import Resolver404, resolve
from django.utils.http import urlencode

from hearth.foundation.staff.drafts import TypedElsewhere, is_too_long, keep, known_to, page_of, typed
from hearth.foundation.staff.models import Worker

LASTS = 60 * 60  # seconds
TYPED_BY = "_typed_by"
_HELD, _SALT = "words_held", "hearth.typed_by"


def typed_by(worker: Worker) -> str:
    return signing.dumps(worker.pk, salt=_SALT)


def made_for(request: HttpRequest) -> int | None:
    """The number of the worker the form sent was made for; None where it does not say so in our own hand.

    However long ago: it lets nobody do anything, it only says whose words these are, and a form opened on Friday may be
    sent on Monday.
    """
    try:
        return int(signing.loads(request.POST.get(TYPED_BY, ""), salt=_SALT))
    except signing.BadSignature:
        return None


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Nobody is signed in: lead to sign-in and back, holding what was sent."""
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    back = page_of(request.get_full_path())
    return HttpResponseRedirect(
        f"{settings.LOGIN_URL}?{urlencode({'next': back, 'ended': 'held'} if _hold(request) else {'next': back})}"
    )


def _hold(request: HttpRequest) -> bool:
    number, fields = made_for(request), typed(request.POST)
    if (
        number is None
        or is_too_long(request.POST)
        or not any(each.strip() for said in fields.values() for each in said)
    ):
        return False
    request.session[_HELD] = {
        "worker": number,
        "path": page_of(request.path),
        "fields": fields,
        "over": known_to(request) or "",
        "at": int(time.time()),
    }
    request.session.set_expiry(LASTS)
    return True


def hand_over(request: HttpRequest, worker: Worker) -> None:
    """To the worker who signs in, what they typed: never to another, after an hour, or over words typed since.

    Runs through the worker's eyes (`stepped_in`).
    """
    held = request.session.pop(_HELD, None)
    if held is None:
        return
    if request.session.get("_session_expiry") == LASTS:
        request.session.set_expiry(None)
    is_late = time.time() - held["at"] > LASTS
    if held["worker"] != worker.pk or is_late or not may_use(worker, held["path"]):
        return
    sent = QueryDict(mutable=True)
    for name, values in held["fields"].items():
        sent.setlist(name, values)
    try:
        keep(worker, held["path"], sent, over=held["over"])
    except TypedElsewhere:
        return


def may_use(worker: Worker, path: str) -> bool:
    """The path is a page's address, and the worker's role includes it."""
    try:
        name = getattr(resolve(path).func, "slice_name", None)
    except Resolver404:
        return False
    return name is not None and worker.may(name)
