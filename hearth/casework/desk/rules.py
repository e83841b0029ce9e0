"""What a day looks like: which of the things owed are owed now, and which come this week. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hearth.foundation.periods.clocks import LONDON, ClockState, clock_named, due_on
from hearth.foundation.periods.words import due_in_words

FINANCIAL_YEAR_BEGINS = (4, 1)


@dataclass(frozen=True)
class Owed:
    """One thing to do: what, for whom, by when, and the page where it is done."""

    title: str
    about: str
    due_on: date
    words: str
    state: ClockState
    href: str
    verb: str
    waits_on: str = ""
    """Who has it now, when it is not with us; empty when it is."""
    is_waited_for: bool = False
    """Somebody waits for us: owed now, whatever its limit."""
    is_at_once: bool = False
    """Before everything else, whatever is due sooner: a child may be in danger."""

    @property
    def look(self) -> str:
        """How its clock is drawn (`clock_tag` of the page parts)."""
        if self.is_at_once:
            return "overdue"
        return {"OVERDUE": "overdue", "DUE_TODAY": "due_soon", "DUE_SOON": "due_soon"}.get(self.state.name, "on_time")


@dataclass(frozen=True)
class Day:
    """What is owed, in three heaps, each soonest first. What is due later than this week is in none of them."""

    owed_now: tuple[Owed, ...]
    this_week: tuple[Owed, ...]
    waiting: tuple[Owed, ...]


def day_of(owed: Iterable[Owed]) -> Day:
    items = sorted(owed, key=lambda each: (not each.is_at_once, each.due_on, each.about, each.title))
    ours = [each for each in items if not each.waits_on]
    return Day(
        owed_now=tuple(each for each in ours if each.state.is_owed_now or each.is_waited_for or each.is_at_once),
        this_week=tuple(
            each for each in ours if each.state is ClockState.DUE_SOON and not (each.is_waited_for or each.is_at_once)
        ),
        waiting=tuple(each for each in items if each.waits_on),
    )


def in_words(due: date, *, on: date, closures: Iterable[date] = ()) -> str:
    words = due_in_words(due, on, tuple(closures))
    return words[:1].upper() + words[1:]


def year_from(on: date) -> date:
    """The first day of the financial year, as the department's returns count it."""
    month, day = FINANCIAL_YEAR_BEGINS
    return date(on.year if (on.month, on.day) >= FINANCIAL_YEAR_BEGINS else on.year - 1, month, day)


def earliest_in_time(clock: str, *, on: date, closures: tuple[date, ...] = ()) -> date:
    """The first day from which a clock that started is not overdue `on` that day: what started before it is."""
    start = on
    while due_on(clock_named(clock, start - timedelta(days=1)), start - timedelta(days=1), closures) >= on:
        start -= timedelta(days=1)
    return start


def beginning_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=LONDON)


def greeting(now: datetime) -> str:
    hour = now.astimezone(LONDON).hour
    return "Good morning" if hour < 12 else "Good afternoon" if hour < 18 else "Good evening"
