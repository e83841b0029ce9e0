from __future__ import annotations

from datetime import date

from hearth.foundation.periods.words import date_in_words
from hearth.foundation.refusals import Refusal


def may_end(*, starts_on: date, ends_on: date | None, last_on: date) -> Refusal | None:
    """`last_on` is the last day somebody was involved."""
    if ends_on is not None:
        return Refusal("This professional is already recorded as no longer involved")
    if last_on < starts_on:
        return Refusal(
            f"They have been involved since {date_in_words(starts_on)}, so the last day is that day or later",
            field="last_on",
        )
    return None
