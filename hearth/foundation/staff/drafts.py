"""What was typed is kept: by the page as it is typed, and by the server when a form comes too late.

A draft's key is the address of its page; and, where one page does the same to this or to that, as its address chooses, what
the form says that it is of (OF). It is deleted when that form is sent and answered.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.forms import Form
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from hearth.foundation.staff.models import Draft, Worker

Kind = TypeVar("Kind", bound=Form)
NOT_TYPED = {"csrfmiddlewaretoken", "_once", "_kept", "_typed_by"}  # the tokens that every form carries
OF = "_of"  # kept with what was typed, so that words held until somebody signs in find their page again
_NEVER_KEPT = {"password", "password1", "password2", "token", "code", "credential", "secret"}
LARGEST = 200_000


class TypedElsewhere(Exception):
    """Words were kept for this page since it was opened: in another tab, or on another device."""

    def __init__(self, kept: datetime) -> None:
        self.kept = kept


def page_of(path: str) -> str:
    """The page whose words come to `path`: its own address, or the address that keeps its drafts."""
    return path.removeprefix("/drafts")


def key_of(path: str, of: str = "") -> str:
    key = path.strip("/")
    return f"{key[:160]}?{sha256(of.encode()).hexdigest()[:32]}" if of else key[:200]


def keep(worker: Worker, path: str, sent: QueryDict, *, over: str | None = None) -> Draft | None:
    """Keep what was typed for the page at `path`; nothing that is a secret, nothing over LARGEST characters.

    `over` names the draft that the page knows of ("" for none), as `name_of_draft` does: another is not written over.
    """
    fields = typed(sent)
    if not any(value.strip() for values in fields.values() for value in values) or is_too_long(sent):
        return None
    said = {"fields": fields, "saved_at": timezone.now()}
    key = key_of(path, sent.get(OF, ""))
    kept = Draft.objects.filter(worker=worker, key=key)
    if over is not None:
        there = kept.select_for_update().first()
        if there and name_of_draft(there) != over and there.fields != fields:
            raise TypedElsewhere(there.saved_at)
        if there is None:
            try:
                with transaction.atomic():
                    return Draft.objects.create(worker=worker, key=key, **said)
            except IntegrityError:  # kept in another tab at this very moment
                raise TypedElsewhere(kept.get().saved_at) from None
    draft, _ = Draft.objects.update_or_create(worker=worker, key=key, defaults=said)
    return draft


def keep_sent(worker: Worker, request: HttpRequest) -> tuple[Draft | None, bool]:
    """Keep a form that was sent and not taken; and whether it is not kept because words typed elsewhere stand there."""
    try:
        return keep(worker, page_of(request.path), request.POST, over=known_to(request)), False
    except TypedElsewhere:
        return None, True


def known_to(request: HttpRequest) -> str | None:
    """The draft that the page knows of, as its script says, or its form; None for a page that never reads drafts."""
    return request.headers.get("X-Draft-Kept", request.POST.get("_kept"))


def is_too_long(sent: QueryDict) -> bool:
    return sum(len(value) for values in typed(sent).values() for value in values) > LARGEST


def typed(sent: QueryDict) -> dict[str, list[str]]:
    """What was typed into a form, without its tokens and without secrets."""
    return {
        name: values
        for name, values in sent.lists()
        if name not in NOT_TYPED and not _NEVER_KEPT & set(re.split(r"[^a-z0-9]+", name.lower()))
    }


def name_of_draft(draft: Draft | None) -> str:
    return draft.saved_at.isoformat() if draft else ""


def forget(worker: Worker, path: str, of: str = "") -> None:
    Draft.objects.filter(worker=worker, key=key_of(path, of)).delete()


def form_for(
    request: HttpRequest,
    kind: type[Kind],
    *,
    of: Mapping[str, str] | None = None,
    asked_anew: Collection[str] = (),
    **options: Any,
) -> Kind:
    """The page's form: as sent; else as it was left when last typed in (`form.kept_at` says when); else new.

    `of` is what it is a form of, where the path of its address does not say it: what was typed of one is not opened for
    another. The fields `asked_anew` are never filled in from what was left: they are to be meant when the form is sent.

    The request bears from now on that its page opens with what is kept: only then may a refusal promise it.
    """
    request.opens_with_what_is_kept = True  # type: ignore[attr-defined]
    request.draft_of = urlencode(sorted((of or {}).items()))  # type: ignore[attr-defined]  # the form's tokens carry it
    if request.method == "POST":
        request.draft_kept = request.POST.get("_kept")  # type: ignore[attr-defined]  # should it be shown again
        form = kind(request.POST, request.FILES, **options)
    else:
        draft = Draft.objects.filter(worker=request.user.pk, key=key_of(request.path, request.draft_of)).first()  # type: ignore[attr-defined]
        request.draft_kept = name_of_draft(draft)  # type: ignore[attr-defined]  # the form's tokens carry it
        form = kind(_as_sent(draft, without=asked_anew), **options) if draft else kind(**options)
        if draft:
            form._errors = ErrorDict()  # type: ignore[attr-defined]  # not judged until it is sent
            form.kept_at = draft.saved_at  # type: ignore[attr-defined]
    return form


def _as_sent(draft: Draft, *, without: Collection[str]) -> QueryDict:
    sent = QueryDict(mutable=True)
    for name, values in draft.fields.items():
        if name not in without:
            sent.setlist(name, values)
    return sent


def kept_at(form: Form) -> datetime | None:
    return getattr(form, "kept_at", None)
