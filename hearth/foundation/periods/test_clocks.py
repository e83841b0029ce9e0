from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.foundation.periods.clocks import (
    ALWAYS,
    CLOCKS,
    LEGAL_CLOCKS,
    LOCAL_CLOCKS,
    LONDON,
    Clock,
    ClockState,
    Hours,
    Kind,
    NoSuchClock,
    Unit,
    clock_named,
    due_at,
    due_on,
    has_clock,
    state,
    state_at,
    with_local,
)
from hearth.foundation.periods.period import Period
from hearth.foundation.periods.working_days import is_working_day

TODAY = date(2026, 11, 18)  # a Wednesday
days = st.dates(min_value=date(2010, 1, 1), max_value=date(2040, 12, 31))


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


# The policy, a row a limit: the step, who says so, how long, from, and the last day in time.
POLICY = [
    ("referral_decision", Kind.STATUTORY_GUIDANCE, "1 working days", date(2026, 11, 20), date(2026, 11, 23)),
    ("assessment", Kind.STATUTORY_GUIDANCE, "45 working days", date(2026, 11, 18), date(2027, 1, 25)),
    ("initial_conference", Kind.STATUTORY_GUIDANCE, "15 working days", date(2026, 11, 18), date(2026, 12, 9)),
    ("first_core_group", Kind.STATUTORY_GUIDANCE, "10 working days", date(2026, 12, 9), date(2026, 12, 23)),
    ("first_review_conference", Kind.STATUTORY_GUIDANCE, "3 months", date(2026, 11, 30), date(2027, 2, 28)),
    ("later_review_conference", Kind.STATUTORY_GUIDANCE, "6 months", date(2026, 8, 31), date(2027, 2, 28)),
    ("rapid_review", Kind.STATUTORY_GUIDANCE, "15 working days", date(2026, 12, 18), date(2027, 1, 13)),
    ("first_looked_after_visit", Kind.REGULATION, "1 weeks", date(2026, 12, 21), date(2026, 12, 28)),
    ("looked_after_visit", Kind.REGULATION, "6 weeks", date(2026, 11, 18), date(2026, 12, 30)),
    ("settled_looked_after_visit", Kind.REGULATION, "3 months", date(2026, 11, 18), date(2027, 2, 18)),
    ("weekly_looked_after_visit", Kind.REGULATION, "1 weeks", date(2026, 11, 18), date(2026, 11, 25)),
    ("first_visit_care_order_at_home", Kind.REGULATION, "1 weeks", date(2026, 11, 20), date(2026, 11, 27)),
    ("first_looked_after_review", Kind.REGULATION, "20 working days", date(2026, 11, 18), date(2026, 12, 16)),
    ("second_looked_after_review", Kind.REGULATION, "3 months", date(2026, 12, 16), date(2027, 3, 16)),
    ("later_looked_after_review", Kind.REGULATION, "6 months", date(2027, 3, 16), date(2027, 9, 16)),
    ("care_proceedings", Kind.STATUTE, "26 weeks", date(2026, 11, 18), date(2027, 5, 19)),
]


@pytest.mark.parametrize(("name", "kind", "limit", "start", "last_day"), POLICY, ids=[row[0] for row in POLICY])
def test_what_the_law_allows(name: str, kind: Kind, limit: str, start: date, last_day: date) -> None:
    clock = clock_named(name, start)
    assert (clock.kind, f"{clock.amount} {clock.unit.label}") == (kind, limit)
    assert due_on(clock, start) == last_day


def test_every_legal_limit_is_in_the_policy_above() -> None:
    assert [clock.name for clock in LEGAL_CLOCKS] == [row[0] for row in POLICY]


LOCAL_POLICY = {
    "protection_visit": "10 working days",
    "child_in_need_visit": "20 working days",
    "brag_red": "4 hours",
    "brag_amber": "24 hours",
    "brag_green": "72 hours",
    "agency_check": "24 hours",
    "agency_check_red": "2 hours",
    "agency_check_amber": "6 hours",
    "agency_check_green": "24 hours",
    "referral_in_writing": "2 working days",
    "conference_request": "1 working days",
    "later_core_group": "6 weeks",
    "group_supervision": "1 months",
    "role_summary": "3 weeks",
    "star_review": "12 weeks",
    "protection_supervision": "2 months",
    "visit_recorded": "2 working days",
    "event_recorded": "5 working days",
    "critical_event_recorded": "24 hours",
    "placement_documents": "72 hours",
    "reviewing_officer_named": "5 working days",
    "return_home_interview": "72 hours",
    "pathway_plan": "3 months",
    "pathway_plan_review": "6 months",
    "personal_adviser_contact": "8 weeks",
    "pre_proceedings": "16 weeks",
}


def test_what_a_council_starts_with() -> None:
    assert {clock.name: f"{clock.amount} {clock.unit.label}" for clock in LOCAL_CLOCKS} == LOCAL_POLICY


def test_only_law_is_called_law_and_what_is_unverified_never_is() -> None:
    assert {clock.kind for clock in LOCAL_CLOCKS} == {Kind.LOCAL}
    assert [clock.name for clock in CLOCKS if clock.is_law] == [clock.name for clock in LEGAL_CLOCKS]
    assert [clock.name for clock in LEGAL_CLOCKS if "unverified" in clock.source] == []


def test_one_clock_of_a_name_on_any_day() -> None:
    clashes = [
        (a.name, a.version, b.version)
        for n, a in enumerate(CLOCKS)
        for b in CLOCKS[n + 1 :]
        if a.name == b.name and a.in_force.overlaps(b.in_force)
    ]
    assert clashes == []


def test_a_clock_is_the_one_in_force_on_its_day() -> None:
    assessment = clock_named("assessment", TODAY)
    shorter = replace(assessment, amount=30, in_force=Period(date(2027, 4, 1)), version=2)
    clocks = (replace(assessment, in_force=Period(date.min, date(2027, 4, 1))), shorter)
    found = [clock_named("assessment", day, clocks) for day in (date(2027, 3, 31), date(2027, 4, 1))]
    assert [(clock.version, clock.amount) for clock in found] == [(1, 45), (2, 30)]


def test_a_blue_contact_has_no_limit_until_a_council_sets_one() -> None:
    assert has_clock("brag_blue", TODAY) is False
    with pytest.raises(NoSuchClock):
        clock_named("brag_blue", TODAY)
    blue = replace(clock_named("brag_green", TODAY), name="brag_blue", amount=5, unit=Unit.WORKING_DAYS)
    assert clock_named("brag_blue", TODAY, with_local([blue])) == blue


def test_a_council_may_replace_its_own_limits() -> None:
    weekly = replace(clock_named("protection_visit", TODAY), amount=5, source="our own standards")
    clocks = with_local([weekly])
    assert clock_named("protection_visit", TODAY, clocks) == weekly
    assert len(clocks) == len(CLOCKS)


@pytest.mark.parametrize("kind", [Kind.LOCAL, Kind.STATUTORY_GUIDANCE])
def test_a_council_may_not_replace_the_laws(kind: Kind) -> None:
    longer = replace(clock_named("assessment", TODAY), amount=60, kind=kind)
    with pytest.raises(ValueError, match="set nationally"):
        with_local([longer])


def test_a_limit_is_at_least_one() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        replace(clock_named("brag_red", TODAY), amount=0)


@given(st.sampled_from([clock for clock in CLOCKS if clock.unit is Unit.WORKING_DAYS]), days, st.frozensets(days))
def test_a_clock_of_working_days_never_ends_on_a_day_off(clock: Clock, start: date, closed: frozenset[date]) -> None:
    assert is_working_day(due_on(clock, start, closed), closed) is True


@given(st.sampled_from([clock for clock in CLOCKS if not clock.unit.is_of_hours]), days, days)
def test_what_starts_later_is_never_due_earlier(clock: Clock, a: date, b: date) -> None:
    assert due_on(clock, min(a, b)) <= due_on(clock, max(a, b))


def clock_of(amount: int, unit: Unit) -> Clock:
    return Clock("test", "A step", "it starts", "it stops", amount, unit, Kind.LOCAL, "a test", ALWAYS)


def test_days_are_counted_plainly() -> None:
    assert due_on(clock_of(5, Unit.DAYS), date(2026, 11, 18)) == date(2026, 11, 23)


@pytest.mark.parametrize("unit", [Unit.HOURS, Unit.WORKING_HOURS])
def test_hours_have_no_due_day(unit: Unit) -> None:
    with pytest.raises(ValueError, match="ask due_at"):
        due_on(clock_of(4, unit), TODAY)


@pytest.mark.parametrize(
    ("amount", "unit", "start", "expected"),
    [
        # Elapsed hours: the night counts.
        (4, Unit.HOURS, at(18, 16, 40), at(18, 20, 40)),
        (72, Unit.HOURS, at(20, 16, 40), at(23, 16, 40)),
        # Twenty-four hours pass while the clocks go back, and the face shows one less.
        (24, Unit.HOURS, at(24, 12, month=10), at(25, 11, month=10)),
        # Working hours: 09:00 to 17:00, Monday to Friday.
        (4, Unit.WORKING_HOURS, at(18, 9), at(18, 13)),
        (4, Unit.WORKING_HOURS, at(18, 13), at(18, 17)),
        (4, Unit.WORKING_HOURS, at(18, 16, 40), at(19, 12, 40)),
        (4, Unit.WORKING_HOURS, at(18, 7), at(18, 13)),
        (4, Unit.WORKING_HOURS, at(18, 17), at(19, 13)),
        (4, Unit.WORKING_HOURS, at(20, 16), at(23, 12)),
        (4, Unit.WORKING_HOURS, at(21, 11), at(23, 13)),
        (20, Unit.WORKING_HOURS, at(18, 9), at(20, 13)),
        # Days end when the office closes.
        (1, Unit.WORKING_DAYS, at(18, 10), at(19, 17)),
        (1, Unit.WORKING_DAYS, at(20, 23, 30), at(23, 17)),
    ],
)
def test_when_a_limit_ends(amount: int, unit: Unit, start: datetime, expected: datetime) -> None:
    assert due_at(clock_of(amount, unit), start) == expected


def test_a_moment_is_read_in_london_whatever_its_zone() -> None:
    half_past_midnight_in_london = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert due_at(clock_of(1, Unit.WORKING_DAYS), half_past_midnight_in_london) == at(3, 17, month=7)


def test_a_council_has_its_own_hours_and_closures() -> None:
    clock = clock_of(4, Unit.WORKING_HOURS)
    long_day = Hours(time(8), time(20))
    assert due_at(clock, at(18, 16, 40), long_day) == at(19, 8, 40)
    assert due_at(clock, at(18, 16, 40), long_day, closures={date(2026, 11, 19)}) == at(20, 8, 40)


def test_a_moment_needs_its_zone_and_an_office_opens_before_it_closes() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due_at(clock_of(4, Unit.HOURS), datetime(2026, 11, 18, 9))
    with pytest.raises(ValueError, match="opens before"):
        Hours(time(17), time(9))


moments = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2030, 1, 1), timezones=st.just(UTC))


@given(st.integers(min_value=1, max_value=40), moments)
def test_working_hours_end_while_the_office_is_open(amount: int, start: datetime) -> None:
    end = due_at(clock_of(amount, Unit.WORKING_HOURS), start)
    assert is_working_day(end.date()) is True
    assert time(9) < end.timetz().replace(tzinfo=None) <= time(17)
    assert end - start >= timedelta(hours=amount)


@pytest.mark.parametrize(
    ("due", "done", "expected"),
    [
        (date(2026, 11, 17), date(2026, 11, 16), ClockState.DONE),
        (date(2026, 11, 17), date(2026, 11, 17), ClockState.DONE),
        (date(2026, 11, 16), date(2026, 11, 17), ClockState.DONE_LATE),
        (date(2026, 11, 17), None, ClockState.OVERDUE),
        (date(2026, 11, 18), None, ClockState.DUE_TODAY),
        (date(2026, 11, 19), None, ClockState.DUE_SOON),
        (date(2026, 11, 25), None, ClockState.DUE_SOON),
        (date(2026, 11, 26), None, ClockState.ON_TIME),
    ],
)
def test_where_a_clock_stands_on_18_november(due: date, done: date | None, expected: ClockState) -> None:
    assert state(due, done, on=TODAY) is expected


@pytest.mark.parametrize(
    ("due", "done", "expected"),
    [
        (at(18, 12), at(18, 11, 59), ClockState.DONE),
        (at(18, 12), at(18, 12, 1), ClockState.DONE_LATE),
        (at(18, 16, 39), None, ClockState.OVERDUE),
        (at(18, 16, 41), None, ClockState.DUE_TODAY),
        (at(19, 12), None, ClockState.DUE_SOON),
        (at(30, 12), None, ClockState.ON_TIME),
    ],
)
def test_where_a_clock_stands_at_twenty_to_five(due: datetime, done: datetime | None, expected: ClockState) -> None:
    assert state_at(due, done, now=at(18, 16, 40)) is expected


def test_each_state_has_a_word_and_a_colour() -> None:
    assert [(each.word, each.tag_colour, each.is_owed_now) for each in ClockState] == [
        ("Done", "green", False),
        ("Done late", "orange", False),
        ("Overdue", "red", True),
        ("Due today", "orange", True),
        ("Due soon", "yellow", False),
        ("On time", "blue", False),
    ]
