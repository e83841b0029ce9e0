"""What a row of the queue says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import shorten
from typing import Any

from hearth.casework.frontdoor.known import likeness_words
from hearth.casework.frontdoor.models import Contact
from hearth.casework.frontdoor.queries import Waiting, age_told, from_whom
from hearth.casework.frontdoor.rules import clock_words, soon_words, waiting_look
from hearth.foundation.codes import BragRating

NOBODY = "nobody"
"""The filter's word for contacts that nobody holds."""
WORRY_LENGTH = 120
_URGENCY = {rating.value: place for place, rating in enumerate(BragRating)}


@dataclass(frozen=True)
class Row:
    contact: Contact
    about: str
    from_whom: str
    worry: str
    known: str
    clock: str = ""
    look: str = ""
    other_limit: str = ""
    rating: BragRating | None = None
    waits_on_checks: bool = False


def waiting_row(waiting: Waiting, contact: Contact, now: datetime, closures: Collection[date]) -> Row:
    clock = waiting.clock
    other = f"one working day: {soon_words(clock.law_due_at, now)}" if clock.is_now else ""
    if clock.rating_due_at:
        by_law, ours = soon_words(clock.law_due_at, now), soon_words(clock.rating_due_at, now)
        other = f"one working day: {by_law}" if clock.is_by_rating else f"our own limit: {ours}"
    return Row(
        contact=contact,
        about=about(contact, now.date()),
        from_whom=from_whom(contact),
        worry=worry(contact),
        known=likeness_words(contact.best_match),
        clock=clock_words(clock, now, closures),
        look=waiting_look(clock, now, closures),
        other_limit=other,
        rating=BragRating(waiting.rating) if waiting.rating else None,
        waits_on_checks=waiting.waits_on_checks,
    )


def decided_row(contact: Contact, on: date) -> Row:
    return Row(contact=contact, about=about(contact, on), from_whom=from_whom(contact), worry=worry(contact), known="")


def about(contact: Contact, on: date) -> str:
    """The children by name and age, and how many adults: "Kit (7 years), Ada (4 years) and 1 adult"."""
    children = [f"{told.name} ({age_told(told, on)})" for told in contact.people.all() if told.is_child]
    adults = sum(not told.is_child for told in contact.people.all())
    people = children + ([f"{adults} {'adult' if adults == 1 else 'adults'}"] if adults else [])
    return f"{', '.join(people[:-1])} and {people[-1]}" if len(people) > 1 else "".join(people)


def worry(contact: Contact) -> str:
    return shorten(contact.worries, WORRY_LENGTH, placeholder=" …")


def narrowed(waiting: list[Waiting], chosen: dict[str, Any], now: datetime) -> list[Waiting]:
    """Those the filters leave, in the order asked for. They come in the order of their clock."""
    rating, holder = chosen.get("rating"), chosen.get("holder")
    left = [
        each
        for each in waiting
        if (not rating or each.rating == ("" if rating == "none" else rating))
        and (not holder or (each.holder is None if holder == NOBODY else str(each.holder) == holder))
        and (not chosen.get("overdue") or each.clock.due_at < now)
        and (not chosen.get("checks") or each.waits_on_checks)
    ]
    order = chosen.get("sort") or "due"
    if order.endswith("received"):
        left.sort(key=lambda each: (each.received_at, each.contact))
    elif order.endswith("rating"):
        left.sort(key=lambda each: _URGENCY.get(each.rating, len(_URGENCY)))
    return left[::-1] if order.startswith("-") else left
