"""The days on which this council is closed, besides those on which England is."""

from __future__ import annotations

from datetime import date

from hearth.foundation.council import council


def closure_days() -> tuple[date, ...]:
    return tuple(date.fromisoformat(day) for day in council().closure_days)
