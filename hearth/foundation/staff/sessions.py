"""A session ends when nobody has used it for a while; nothing that was typed ends with it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from hearth.foundation.audit.audited import write_act
from hearth.foundation.council import council
from hearth.foundation.staff.drafts import keep_sent, name_of_draft, page_of
from hearth.foundation.staff.models import Invitation, Worker
from hearth.foundation.staff.second_wall import stepped_in
from hearth.foundation.staff.system import system_worker
from hearth.foundation.staff.words_held import made_for, to_sign_in

_ACTIVE_AT = "active_at"
_STYLES = "/council.css"  # fetched beside a page, by nobody's hand
_BY_SCRIPT = ("/drafts/", "/keep-draft/", "/stay-signed-in/")
# Seconds between writes of the session: one each minute, not one each page. The session lasts that much longer than the
# page's own clock says, so that the page never offers to renew what has ended already.
_EVERY = 60
Answer = Callable[[HttpRequest], HttpResponse]


class SessionLimits:
    """Ends a session left alone. A form that comes too late is kept as a draft of the person who typed it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith((settings.STATIC_URL, _STYLES)):
            return self.get_response(request)
        number = request.session.get(SESSION_KEY)
        if number is None:
            return self.get_response(request)
        now = int(time.time())
        active_at = request.session.get(_ACTIVE_AT)
        if active_at is not None and now - active_at > council().sign_in.idle_minutes * 60 + _EVERY:
            return self._ended(request, int(number))
        if active_at is None or now - active_at >= _EVERY:
            request.session[_ACTIVE_AT] = now
            _seen_today(int(number))
        return self.get_response(request)

    def _ended(self, request: HttpRequest, number: int) -> HttpResponse:
        worker = Worker.objects.filter(pk=number).first()
        kept, is_other_kept = None, False
        # No token was looked at yet: what does not say in our own hand whose it is may be forged, and is not kept.
        if request.method == "POST" and worker and made_for(request) == number:
            with stepped_in(worker):
                kept, is_other_kept = keep_sent(worker, request)
        request.session.flush()
        path = request.path
        if path.startswith(_BY_SCRIPT):
            return HttpResponse(status=401, headers={"X-Draft-Kept": name_of_draft(kept)} if kept else {})
        query = urlencode({"next": request.get_full_path(), "ended": "other-words-kept" if is_other_kept else "1"})
        return HttpResponseRedirect(f"{settings.LOGIN_URL}?{query}")


def renew(request: HttpRequest) -> None:
    """Begin the time of quiet anew, to the second."""
    request.session[_ACTIVE_AT] = int(time.time())


def _seen_today(number: int) -> None:
    today = timezone.localdate()
    Worker.objects.filter(pk=number).exclude(last_seen_on=today).update(last_seen_on=today)


def close_dormant_accounts() -> int:
    """Close the accounts nobody has used for `sign_in.dormant_days`; an administrator can open one again. Run daily.

    The administrator seen last stays open, or nobody could open the others again.
    """
    before = timezone.localdate() - timedelta(days=council().sign_in.dormant_days)
    invited_since = Invitation.objects.filter(worker=OuterRef("pk"), sent_at__date__gte=before)
    with transaction.atomic():
        used = Worker.objects.filter(is_active=True).exclude(role="system")
        administrators = used.filter(role="administrator").order_by(F("last_seen_on").desc(nulls_last=True), "id")
        dormant = used.filter(Q(last_seen_on__lt=before) | Q(last_seen_on__isnull=True, starts_on__lt=before)).exclude(
            Exists(invited_since)
        )
        to_close = list(
            dormant.exclude(pk__in=administrators.values("pk")[:1]).select_for_update(of=("self",)).order_by("id")
        )
        by = system_worker()
        for worker in to_close:
            worker.is_active = False
            worker.save(update_fields=["is_active"])
            write_act(worker, by=by, name="staff.close_dormant_accounts")
        return len(to_close)


class SecondFactorNeeded:
    """Leads those whose role needs a second factor to set one up before anything else."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            settings.SECOND_FACTOR_FOR
            and request.user.is_authenticated
            and request.user.role in settings.SECOND_FACTOR_FOR
            and not request.path.startswith(("/sign-in/", "/sign-out/", "/static/", _STYLES))
            and not Authenticator.objects.filter(user=request.user).exists()
        ):
            return HttpResponseRedirect("/sign-in/safely/")
        return self.get_response(request)


def form_came_back_stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from before the last sign-in, or a forged one: refused. The words are kept of one that was made here for this
    very worker, and says so in our own hand; of any other nothing is."""
    if not request.user.is_authenticated and made_for(
        request
    ):  # every cookie is lost: the form itself says whose it is
        return to_sign_in(request)
    kept, is_other_kept = None, False
    if request.user.is_authenticated and made_for(request) == request.user.pk:
        with stepped_in(request.user):
            kept, is_other_kept = keep_sent(request.user, request)
    context = {"back": page_of(request.get_full_path()), "is_kept": kept, "is_other_kept": is_other_kept}
    answer = render(request, "foundation/staff/stale.html", context, status=403)
    if kept:
        answer["X-Draft-Kept"] = name_of_draft(kept)
    return answer
