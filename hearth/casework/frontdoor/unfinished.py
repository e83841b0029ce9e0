"""Referrals in progress: each is one draft of the person who writes it, and theirs alone."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from hearth.casework.frontdoor.attachments import forget_unsent, referrals_with_files
from hearth.foundation.council import council
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.staff.alerts import tell
from hearth.foundation.staff.drafts import LARGEST, NOT_TYPED, key_of
from hearth.foundation.staff.models import Draft, Submission, Team, Worker

UNDER = "refer/"
_NOT_TYPED = NOT_TYPED | {"_shifts", "save"}


@dataclass
class Unfinished:
    """A referral in progress. `typed` is what stood in a page left half filled; `shifts` counts removed children and
    adults, so that a page opened before one was removed cannot write over another."""

    number: uuid.UUID
    team: int
    answers: dict[str, Any] = field(default_factory=dict)
    typed: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    shifts: int = 0
    saved_at: datetime | None = None

    @property
    def children(self) -> list[str]:
        entries = self.answers.get("children", {}).get("entries", [])
        return [name for entry in entries if (name := called(entry.get("name", {})))]


def called(name: dict[str, Any]) -> str:
    """Somebody as people call them, from the answers to the page that asked for their name."""
    return f"{name.get('known_as') or name.get('given_names') or ''} {name.get('family_name') or ''}".strip()


def begin(worker: Worker, team: Team) -> Unfinished:
    """A new referral in progress; one that was begun and left empty is taken up again."""
    for earlier in unfinished_of(worker):
        if not earlier.answers and not earlier.typed and earlier.team == team.pk:
            return earlier
    made = Unfinished(uuid.uuid4(), team.pk)
    keep_answers(worker, made)
    return made


def unfinished_of(worker: Worker) -> list[Unfinished]:
    """Newest first."""
    return [_read(draft) for draft in _begun().filter(worker=worker).order_by("-saved_at")]


def held(worker: Worker, number: uuid.UUID) -> Unfinished | None:
    """The referral, and nobody else at it (in another tab) until this page has answered."""
    draft = Draft.objects.select_for_update().filter(worker=worker, key=_key(number)).first()
    return _read(draft) if draft else None


def keep_answers(worker: Worker, unfinished: Unfinished) -> None:
    fields = {
        "team": unfinished.team,
        "answers": unfinished.answers,
        "typed": unfinished.typed,
        "shifts": unfinished.shifts,
    }
    Draft.objects.update_or_create(
        worker=worker, key=_key(unfinished.number), defaults={"fields": fields, "saved_at": timezone.now()}
    )


def keep_typed(unfinished: Unfinished, path: str, sent: QueryDict) -> None:
    """Keep a page as it was left, without judging it."""
    typed = {name: values for name, values in sent.lists() if name not in _NOT_TYPED}
    if sum(len(value) for values in typed.values() for value in values) <= LARGEST:
        unfinished.typed = {**unfinished.typed, path: typed}


def typed_at(unfinished: Unfinished, path: str) -> QueryDict | None:
    if path not in unfinished.typed:
        return None
    sent = QueryDict(mutable=True)
    for name, values in unfinished.typed[path].items():
        sent.setlist(name, values)
    return sent


def forget(worker: Worker, number: uuid.UUID) -> None:
    """Delete a referral in progress, what was typed on its pages and the files that wait with it."""
    Draft.objects.filter(Q(key=_key(number)) | Q(key__startswith=f"{_key(number)}/"), worker=worker).delete()
    transaction.on_commit(lambda: forget_unsent(number))  # files cannot be rolled back: not before the rest is sure


def forget_pages(worker: Worker, number: uuid.UUID, group: str) -> None:
    """Delete what was typed and not sent on the pages of a group, whose numbers now mean somebody else."""
    Draft.objects.filter(worker=worker, key__startswith=f"{_key(number)}/{group}/").delete()


def forget_file(number: uuid.UUID, sha256: str) -> None:
    transaction.on_commit(lambda: forget_unsent(number, sha256))


def where_sent(worker: Worker, number: uuid.UUID) -> str:
    """The page a referral led to when it was sent; empty when it was not."""
    sent = Submission.objects.filter(worker=worker, token=number).first()
    return sent.leads_to if sent else ""


def _key(number: uuid.UUID) -> str:
    return key_of(f"{UNDER}{number}")


def _read(draft: Draft) -> Unfinished:
    return Unfinished(
        uuid.UUID(draft.key.removeprefix(UNDER)),
        draft.fields["team"],
        draft.fields["answers"],
        draft.fields["typed"],
        draft.fields["shifts"],
        draft.saved_at,
    )


def clear_unsent() -> int:
    """Delete the referrals nobody has touched for `attachments.unsent_days`, and every file that waits with none.

    Whoever began one is told: what was never sent may still need sending. Gives how many. Runs as the owner, daily.
    """
    before = timezone.now() - timedelta(days=council().attachments.unsent_days)
    with transaction.atomic():
        left = list(_begun().filter(saved_at__lt=before).select_related("worker").select_for_update(of=("self",)))
        for draft in left:
            begun_on = date_in_words(timezone.localdate(draft.saved_at))
            tell(
                draft.worker,
                f"A referral you last worked on on {begun_on} was never sent, and is deleted now. Nobody has read it. "
                "If you are still worried, refer again.",
                leads_to=reverse("frontdoor:refer"),
            )
            forget(draft.worker, _read(draft).number)
    with_files = set(referrals_with_files())  # before the drafts: one begun since then has its files left alone
    for number in with_files - {_read(draft).number for draft in _begun()}:
        forget_unsent(number)
    return len(left)


def _begun() -> QuerySet[Draft]:
    return Draft.objects.filter(key__regex=rf"^{UNDER}[0-9a-f-]{{36}}$")
