from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.casework.desk.rules import Owed, day_of, earliest_in_time, in_words, year_from
from hearth.foundation.periods.clocks import ClockState, clock_named, due_on

ON = date(2026, 11, 18)


def owed(title: str, days: int, state: ClockState, waits_on: str = "") -> Owed:
    due = ON + timedelta(days=days)
    return Owed(title, "Okafor-Reid family", due, in_words(due, on=ON), state, "/", "Open", waits_on)


def test_a_day_is_three_heaps_each_soonest_first() -> None:
    late, today = owed("Visit Kit", -2, ClockState.OVERDUE), owed("Write", 0, ClockState.DUE_TODAY)
    soon, later = owed("Begin", 3, ClockState.DUE_SOON), owed("Plan", 30, ClockState.ON_TIME)
    theirs = owed("Assessment", -1, ClockState.OVERDUE, waits_on="The manager")
    day = day_of([today, later, soon, theirs, late])
    assert (day.owed_now, day.this_week, day.waiting) == ((late, today), (soon,), (theirs,))


def test_what_others_wait_for_is_owed_now_whatever_its_limit() -> None:
    soon, later = owed("Authorise", 3, ClockState.DUE_SOON), owed("Authorise", 30, ClockState.ON_TIME)
    waited_for = tuple(replace(each, is_waited_for=True) for each in (soon, later))
    day = day_of(waited_for)
    assert (day.owed_now, day.this_week, day.waiting) == (waited_for, (), ())


@pytest.mark.parametrize(
    ("on", "begins"),
    [
        (date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 3, 31), date(2025, 4, 1)),
        (date(2026, 11, 18), date(2026, 4, 1)),
        (date(2027, 1, 1), date(2026, 4, 1)),
    ],
)
def test_the_year_begins_in_april(on: date, begins: date) -> None:
    assert year_from(on) == begins


@given(on=st.dates(date(2023, 1, 1), date(2027, 12, 31)), clock=st.sampled_from(["assessment", "referral_decision"]))
def test_what_started_before_the_earliest_day_in_time_is_overdue(on: date, clock: str) -> None:
    first = earliest_in_time(clock, on=on)
    before = first - timedelta(days=1)
    assert (due_on(clock_named(clock, before), before) < on, due_on(clock_named(clock, first), first) < on) == (
        True,
        False,
    )


def test_words_begin_with_a_capital() -> None:
    assert (in_words(ON, on=ON), in_words(ON - timedelta(days=2), on=ON)) == ("Due today", "Overdue by 2 working days")
