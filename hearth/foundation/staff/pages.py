"""The first wall: a page is one guarded function that reads, asks, acts and answers."""

from __future__ import annotations

import inspect
import logging
import uuid
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import Any, cast

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from hearth.foundation.audit.audited import page_at_work, write_refusal
from hearth.foundation.refusals import Refused
from hearth.foundation.slices import name_of
from hearth.foundation.staff.drafts import OF, forget, keep_sent
from hearth.foundation.staff.models import Submission, Worker
from hearth.foundation.staff.second_wall import stepped_in
from hearth.foundation.staff.words_held import may_use, to_sign_in

log = logging.getLogger("hearth.pages")
View = Callable[..., HttpResponse]
LARGEST_NUMBER = 2**63 - 1


class Request(HttpRequest):
    """A request from somebody signed in."""

    worker: Worker


def today() -> date:
    return timezone.localdate()


def page(view: View) -> View:
    """Guard a page by its slice's name.

    Signed out: to sign-in and back, and what was sent is held until then. Role without the permission: 403. Then one
    transaction through the worker's eyes (`stepped_in`). A form sent twice (`_once`) leads to its first answer. A refusal
    or a 404 undoes everything and is written down by itself; what was typed into a refused form is kept as its draft, if
    the page reads drafts.
    """
    name = name_of(view)

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        worker = request.user
        request.worker = worker
        if not worker.works_here(on=today()):  # left, or closed, since they signed in
            logout(request)
            return redirect_to_login(request.get_full_path())
        if not worker.may(name):
            _write_refusal(worker, name)
            return render(request, "foundation/govuk/templates/403.html", status=403)
        at_work = page_at_work.set(name)
        try:
            if any(isinstance(number, int) and number > LARGEST_NUMBER for number in kwargs.values()):
                raise Http404  # no record has it, and the database would not take it
            with stepped_in(worker):
                answer = _once(request, lambda: view(request, *args, **kwargs))
                answer.headers.setdefault("Cache-Control", "no-store, private")  # nor does the browser keep a record
                return answer
        except Http404:
            _write_refusal(worker, name, _record_in(kwargs))
            raise
        except Refused as refused:
            _write_refusal(worker, name, _record_in(kwargs))
            was_sent = request.method == "POST"
            back = request.get_full_path() if was_sent else _way_back(request)
            kept, is_other_kept = None, False
            if was_sent and hasattr(request, "opens_with_what_is_kept"):
                with stepped_in(worker):
                    kept, is_other_kept = keep_sent(worker, request)
            context = {"because": refused.because, "back": back, "was_sent": was_sent}
            context |= {"is_kept": kept, "is_other_kept": is_other_kept}
            return render(request, "foundation/govuk/templates/refused.html", context, status=409)
        finally:
            page_at_work.reset(at_work)

    guarded.slice_name = name  # type: ignore[attr-defined]
    return guarded


def _way_back(request: Request) -> str:
    """The page that led here; else the nearest above this address that the worker may open, such as the list of the things
    it is one of. A page that refuses to open is no way back to itself."""
    before = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    if is_ours and before != request.build_absolute_uri():
        return before
    parts = request.path.strip("/").split("/")
    above = ("/" + "".join(f"{part}/" for part in parts[:count]) for count in range(len(parts) - 1, 0, -1))
    return next((path for path in above if may_use(request.worker, path)), "/")


def _record_in(address: dict[str, Any]) -> int | None:
    return next((part for part in address.values() if isinstance(part, int) and part <= LARGEST_NUMBER), None)


def _write_refusal(worker: Worker, name: str, record: int | None = None) -> None:
    """In a transaction of its own, as the worker: the web's role may write down only what is theirs."""
    with stepped_in(worker):
        write_refusal(by=worker, name=name, record=record)


def _once(request: Request, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer a form once. The same form again, even at the same moment, waits for the first and goes where it went."""
    if request.method != "POST" or not (sent := request.POST.get("_once")):
        return answer()
    try:
        token = uuid.UUID(sent)
    except ValueError:
        return answer()
    try:
        with transaction.atomic():
            submission = Submission.objects.create(token=token, worker=request.worker)
    except IntegrityError:
        earlier = Submission.objects.filter(token=token, worker=request.worker).first()
        return HttpResponseRedirect(earlier.leads_to if earlier and earlier.leads_to else request.get_full_path())
    response = answer()
    if isinstance(response, HttpResponseRedirect):
        forget(request.worker, request.path, request.POST.get(OF, ""))
        submission.leads_to = response.url
        submission.save(update_fields=["leads_to"])
    else:
        submission.delete()
    return response


def show(
    request: HttpRequest, context: dict[str, Any] | None = None, *, template: str = "page.html", status: int = 200
) -> HttpResponse:
    """Answer with the template beside the page that calls."""
    caller = cast(FrameType, cast(FrameType, inspect.currentframe()).f_back).f_code.co_filename
    folder = Path(caller).resolve().parent.relative_to(_ROOT)
    return render(request, f"{folder.as_posix()}/{template}", context or {}, status=status)


_ROOT = Path(__file__).resolve().parents[2]
