"""Two people at one account: the form carries what its page showed, and the action compares."""

from __future__ import annotations

import hashlib

from django.db.models import Model

from hearth.foundation.refusals import ChangedMeanwhile


def as_seen(row: Model, fields: tuple[str, ...]) -> str:
    shown = "\x1f".join(str(getattr(row, name)) for name in fields)
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def insist_unchanged(row: Model, fields: tuple[str, ...], seen: str) -> None:
    if as_seen(row, fields) != seen:
        raise ChangedMeanwhile(
            "Somebody else changed this while your page was open. Open it again to see what they wrote"
        )
