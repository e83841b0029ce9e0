"""How long each step may take, as data: what the law says, and what councils set for themselves.

Working Together means *Working Together to Safeguard Children*, read as local procedures quote it. A limit whose
source could not be checked is never marked as law: it is LOCAL, "sector practice, unverified".

Legal clocks never pause. A due date is stored with the clock's name and version, so a later change of policy does
not rewrite it; a changed limit is a new row with a later `in_force` and the next version.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from django.db.models import TextChoices

from hearth.foundation.periods.period import Period, add_months
from hearth.foundation.periods.working_days import (
    add_working_days,
    is_working_day,
    next_working_day,
    working_days_between,
)

LONDON = ZoneInfo("Europe/London")

# When a limit first applied was not checked, so no beginning is claimed.
ALWAYS = Period(date.min)


class Unit(TextChoices):
    WORKING_HOURS = "working_hours", "working hours"
    HOURS = "hours", "hours"
    WORKING_DAYS = "working_days", "working days"
    DAYS = "days", "days"
    WEEKS = "weeks", "weeks"
    MONTHS = "months", "months"

    @property
    def is_of_hours(self) -> bool:
        return self in (Unit.WORKING_HOURS, Unit.HOURS)


class Kind(TextChoices):
    """What stands behind a limit. Only LOCAL ones may be changed by a council's settings."""

    STATUTE = "statute", "Act of Parliament"
    REGULATION = "regulation", "Regulations"
    STATUTORY_GUIDANCE = "statutory_guidance", "Statutory guidance"
    NATIONAL_INDICATOR = "national_indicator", "National indicator"
    LOCAL = "local", "Set locally"


@dataclass(frozen=True)
class Clock:
    name: str
    title: str
    starts_with: str
    stops_with: str
    amount: int
    unit: Unit
    kind: Kind
    source: str
    in_force: Period = ALWAYS
    version: int = 1

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ValueError(f"{self.title}: a limit is at least 1.")

    @property
    def is_law(self) -> bool:
        """Set by Parliament or by guidance under statute, so the same for every council."""
        return self.kind in (Kind.STATUTE, Kind.REGULATION, Kind.STATUTORY_GUIDANCE)


@dataclass(frozen=True)
class Hours:
    """The hours an office works on a working day, in London time."""

    opens: time = time(9)
    closes: time = time(17)

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError("An office opens before it closes.")


OFFICE_HOURS = Hours()

_WORKING_TOGETHER = "Working Together to Safeguard Children"
_CARE_PLANNING = "Care Planning, Placement and Case Review (England) Regulations 2010"
_UNVERIFIED = "sector practice, unverified"

LEGAL_CLOCKS = (
    Clock(
        "referral_decision",
        "Decide what happens next",
        "the referral is received",
        "a manager decides",
        1,
        Unit.WORKING_DAYS,
        Kind.STATUTORY_GUIDANCE,
        _WORKING_TOGETHER,
    ),
    Clock(
        "assessment",
        "Assessment",
        "the referral is received",
        "the assessment is authorised",
        45,
        Unit.WORKING_DAYS,
        Kind.STATUTORY_GUIDANCE,
        f"{_WORKING_TOGETHER}; CIN census query 8670Q",
    ),
    Clock(
        "initial_conference",
        "Initial child protection conference",
        "the strategy discussion that starts the section 47 enquiry",
        "the conference is held",
        15,
        Unit.WORKING_DAYS,
        Kind.STATUTORY_GUIDANCE,
        f"{_WORKING_TOGETHER}; CIN census query 8675Q",
    ),
    Clock(
        "first_core_group",
        "First core group",
        "the initial conference",
        "the core group meets",
        10,
        Unit.WORKING_DAYS,
        Kind.STATUTORY_GUIDANCE,
        _WORKING_TOGETHER,
    ),
    Clock(
        "first_review_conference",
        "First review conference",
        "the initial conference",
        "the review conference is held",
        3,
        Unit.MONTHS,
        Kind.STATUTORY_GUIDANCE,
        _WORKING_TOGETHER,
    ),
    Clock(
        "later_review_conference",
        "Next review conference",
        "the last review conference",
        "the review conference is held",
        6,
        Unit.MONTHS,
        Kind.STATUTORY_GUIDANCE,
        _WORKING_TOGETHER,
    ),
    Clock(
        "rapid_review",
        "Rapid review",
        "the serious incident is notified",
        "the rapid review is finished",
        15,
        Unit.WORKING_DAYS,
        Kind.STATUTORY_GUIDANCE,
        _WORKING_TOGETHER,
    ),
    Clock(
        "first_looked_after_visit",
        "First visit to a looked-after child",
        "the placement starts",
        "the child is visited",
        1,
        Unit.WEEKS,
        Kind.REGULATION,
        f"{_CARE_PLANNING}, reg 28",
    ),
    Clock(
        "looked_after_visit",
        "Visit to a looked-after child",
        "the last visit",
        "the child is visited",
        6,
        Unit.WEEKS,
        Kind.REGULATION,
        f"{_CARE_PLANNING}, reg 28",
    ),
    Clock(
        # After the first year, where the placement is meant to last until the child is 18.
        "settled_looked_after_visit",
        "Visit to a child settled until 18",
        "the last visit",
        "the child is visited",
        3,
        Unit.MONTHS,
        Kind.REGULATION,
        f"{_CARE_PLANNING}, reg 28",
    ),
    Clock(
        # Interim care order at home, temporary approval (reg 24) or reg 19, until the first review.
        "weekly_looked_after_visit",
        "Weekly visit until the first review",
        "the last visit",
        "the child is visited",
        1,
        Unit.WEEKS,
        Kind.REGULATION,
        f"{_CARE_PLANNING}, reg 28",
    ),
    Clock(
        "first_visit_care_order_at_home",
        "First visit under a care order at home",
        "the care order",
        "the child is visited",
        1,
        Unit.WEEKS,
        Kind.REGULATION,
        f"{_CARE_PLANNING}, reg 28",
    ),
    Clock(
        "first_looked_after_review",
        "First looked-after review",
        "the child becomes looked after",
        "the review is held",
        20,
        Unit.WORKING_DAYS,
        Kind.REGULATION,
        f"{_CARE_PLANNING}, reg 33",
    ),
    Clock(
        "second_looked_after_review",
        "Second looked-after review",
        "the first review",
        "the review is held",
        3,
        Unit.MONTHS,
        Kind.REGULATION,
        f"{_CARE_PLANNING}, reg 33",
    ),
    Clock(
        "later_looked_after_review",
        "Next looked-after review",
        "the last review",
        "the review is held",
        6,
        Unit.MONTHS,
        Kind.REGULATION,
        f"{_CARE_PLANNING}, reg 33",
    ),
    Clock(
        "care_proceedings",
        "Care proceedings",
        "the application is issued",
        "the proceedings end",
        26,
        Unit.WEEKS,
        Kind.STATUTE,
        "Children Act 1989, s32",
    ),
)


def _local(
    name: str, title: str, starts_with: str, stops_with: str, amount: int, unit: Unit, source: str = _UNVERIFIED
) -> Clock:
    return Clock(name, title, starts_with, stops_with, amount, unit, Kind.LOCAL, source)


LOCAL_CLOCKS = (
    # There is no statutory interval for visits under a protection plan.
    _local(
        "protection_visit",
        "Child protection visit",
        "the last visit",
        "the child is visited",
        10,
        Unit.WORKING_DAYS,
        "as Camden, Central Bedfordshire and Liverpool",
    ),
    _local(
        "child_in_need_visit",
        "Child in need visit",
        "the last visit",
        "the child is visited",
        20,
        Unit.WORKING_DAYS,
        "as a council's published recording and visit standards",
    ),
    # A BRAG blue has no limit, so no clock.
    # Surrey counts working hours for red; elapsed hours are shipped so that a red of Friday night is not Monday's.
    _local(
        "brag_red",
        "Red contact",
        "the contact is received",
        "a manager decides",
        4,
        Unit.HOURS,
        "as Surrey's hub, in elapsed rather than working hours",
    ),
    _local(
        "brag_amber",
        "Amber contact",
        "the contact is received",
        "a manager decides",
        24,
        Unit.HOURS,
        "as Surrey's hub",
    ),
    _local(
        "brag_green",
        "Green contact",
        "the contact is received",
        "a manager decides",
        72,
        Unit.HOURS,
        "as Surrey's hub",
    ),
    _local(
        "agency_check",
        "Agency's reply to a check",
        "the check is asked for",
        "the agency answers",
        24,
        Unit.HOURS,
        "as the slowest of Merton's three limits",
    ),
    _local(
        "agency_check_red",
        "Agency's reply to a red check",
        "the check is asked for",
        "the agency answers",
        2,
        Unit.HOURS,
        "as Merton's hub",
    ),
    _local(
        "agency_check_amber",
        "Agency's reply to an amber check",
        "the check is asked for",
        "the agency answers",
        6,
        Unit.HOURS,
        "as Merton's hub",
    ),
    _local(
        "agency_check_green",
        "Agency's reply to a green check",
        "the check is asked for",
        "the agency answers",
        24,
        Unit.HOURS,
        "as Merton's hub",
    ),
    _local(
        "referral_in_writing",
        "Telephone referral confirmed in writing",
        "the telephone call",
        "the written referral arrives",
        2,
        Unit.WORKING_DAYS,
        "as councils' referral forms",
    ),
    _local(
        "conference_request",
        "Ask for an initial conference",
        "the decision that a conference is needed",
        "the conference is asked for",
        1,
        Unit.WORKING_DAYS,
        "as Bolton",
    ),
    _local(
        "later_core_group",
        "Next core group",
        "the last core group",
        "the core group meets",
        6,
        Unit.WEEKS,
        "as councils that meet monthly to six-weekly",
    ),
    _local(
        "group_supervision",
        "Group supervision",
        "the last group supervision",
        "the family is discussed",
        1,
        Unit.MONTHS,
    ),
    _local(
        "role_summary",
        "Summary from each professional role",
        "the workbook opens, or the last summary",
        "the summary is written",
        3,
        Unit.WEEKS,
        "as a council's published recording process for Family Safeguarding",
    ),
    _local("star_review", "Next star", "the last star", "the star is drawn again", 12, Unit.WEEKS),
    _local(
        "protection_supervision",
        "Supervision of a child on a protection plan",
        "the last supervision",
        "the child is discussed",
        2,
        Unit.MONTHS,
        "as Liverpool",
    ),
    _local(
        "visit_recorded",
        "Write up a visit",
        "the visit",
        "the visit is recorded",
        2,
        Unit.WORKING_DAYS,
        "as Liverpool",
    ),
    _local(
        "event_recorded",
        "Write up an event",
        "the event",
        "the event is recorded",
        5,
        Unit.WORKING_DAYS,
        "as Liverpool",
    ),
    _local(
        "critical_event_recorded",
        "Write up a critical event",
        "the event",
        "the event is recorded",
        24,
        Unit.HOURS,
        "as Liverpool",
    ),
    _local(
        "placement_documents",
        "Placement documents",
        "the placement starts",
        "the documents are complete",
        72,
        Unit.HOURS,
        "as Hertfordshire",
    ),
    _local(
        "reviewing_officer_named",
        "Name the independent reviewing officer",
        "the child becomes looked after",
        "the officer is named",
        5,
        Unit.WORKING_DAYS,
        "as Rochdale and Merton",
    ),
    _local(
        "return_home_interview",
        "Offer a return home interview",
        "the child returns",
        "the interview is offered",
        72,
        Unit.HOURS,
    ),
    _local(
        "pathway_plan",
        "Pathway plan",
        "the young person becomes eligible",
        "the plan is made",
        3,
        Unit.MONTHS,
        "as Stockport",
    ),
    _local(
        "pathway_plan_review",
        "Review the pathway plan",
        "the plan, or its last review",
        "the plan is reviewed",
        6,
        Unit.MONTHS,
        "as Stockport",
    ),
    _local(
        "personal_adviser_contact",
        "Personal adviser keeps in touch",
        "the last contact",
        "the young person is seen or spoken to",
        8,
        Unit.WEEKS,
        "as Surrey",
    ),
    _local(
        "pre_proceedings",
        "Pre-proceedings",
        "the letter before proceedings",
        "the decision to issue or step down",
        16,
        Unit.WEEKS,
    ),
)

CLOCKS = LEGAL_CLOCKS + LOCAL_CLOCKS


class NoSuchClock(LookupError):
    """No clock of that name was in force that day."""


def has_clock(name: str, on: date, clocks: Iterable[Clock] = CLOCKS) -> bool:
    """False for `brag_blue` unless the council has set one."""
    return any(clock.name == name and clock.in_force.contains(on) for clock in clocks)


def clock_named(name: str, on: date, clocks: Iterable[Clock] = CLOCKS) -> Clock:
    """The clock as it stood on the day its starting event happened."""
    for clock in clocks:
        if clock.name == name and clock.in_force.contains(on):
            return clock
    raise NoSuchClock(f"No clock called {name} was in force on {on.isoformat()}.")


def with_local(replacements: Iterable[Clock], clocks: Iterable[Clock] = CLOCKS) -> tuple[Clock, ...]:
    """The clocks with a council's own in place of, or beside, the defaults. What the law sets cannot be replaced."""
    ours = tuple(replacements)
    kept = tuple(clocks)
    legal = {clock.name for clock in kept if clock.kind is not Kind.LOCAL}
    for clock in ours:
        if clock.kind is not Kind.LOCAL or clock.name in legal:
            raise ValueError(f"{clock.title}: this limit is set nationally, so a council cannot change it.")
    names = {clock.name for clock in ours}
    return tuple(clock for clock in kept if clock.name not in names) + ours


def due_on(clock: Clock, start: date, closures: Collection[date] = ()) -> date:
    """The last day on which the step is in time. Day 1 is the day (or working day) after `start`.

    Limits in days, weeks and months are not moved off weekends: the law says "within", so the visit comes before.
    """
    match clock.unit:
        case Unit.WORKING_DAYS:
            return add_working_days(start, clock.amount, closures)
        case Unit.DAYS:
            return start + timedelta(days=clock.amount)
        case Unit.WEEKS:
            return start + timedelta(weeks=clock.amount)
        case Unit.MONTHS:
            return add_months(start, clock.amount)
    raise ValueError(f"{clock.title} runs in {clock.unit.label}: ask due_at.")


def due_at(clock: Clock, start: datetime, hours: Hours = OFFICE_HOURS, closures: Collection[date] = ()) -> datetime:
    """The last moment at which the step is in time, in London time.

    Hours are elapsed hours, night and weekend included, and true across a change of the clocks. Working hours run
    only while the office is open. A clock of days ends when the office closes on its due day.
    """
    if start.tzinfo is None:
        raise ValueError("A clock needs a moment with its time zone.")
    local = start.astimezone(LONDON)
    if clock.unit is Unit.HOURS:
        # Python adds hours to the face of a local clock; in UTC it adds hours that pass.
        return (start.astimezone(UTC) + timedelta(hours=clock.amount)).astimezone(LONDON)
    if clock.unit is Unit.WORKING_HOURS:
        return _after_working_hours(local, timedelta(hours=clock.amount), hours, closures)
    return _at(due_on(clock, local.date(), closures), hours.closes)


def _after_working_hours(start: datetime, left: timedelta, hours: Hours, closures: Collection[date]) -> datetime:
    # The clocks change on Sundays, so within one working day the face of the clock tells the truth.
    day, now = start.date(), max(start, _at(start.date(), hours.opens))
    while True:
        closes = _at(day, hours.closes)
        if is_working_day(day, closures) and now < closes:
            if now + left <= closes:
                return now + left
            left -= closes - now
        day = next_working_day(day, closures)
        now = _at(day, hours.opens)


def _at(day: date, clock_time: time) -> datetime:
    return datetime.combine(day, clock_time, tzinfo=LONDON)


class ClockState(Enum):
    """Where a clock stands: the word first, and the colour of its GOV.UK tag."""

    DONE = ("Done", "green")
    DONE_LATE = ("Done late", "orange")
    OVERDUE = ("Overdue", "red")
    DUE_TODAY = ("Due today", "orange")
    DUE_SOON = ("Due soon", "yellow")
    ON_TIME = ("On time", "blue")

    def __init__(self, word: str, tag_colour: str) -> None:
        self.word = word
        self.tag_colour = tag_colour

    @property
    def is_owed_now(self) -> bool:
        return self in (ClockState.OVERDUE, ClockState.DUE_TODAY)


SOON = 5  # working days


def state(due_on: date, done_on: date | None, on: date, closures: Collection[date] = ()) -> ClockState:
    """Where a clock of days stands at any moment of `on`."""
    if done_on is not None:
        return ClockState.DONE_LATE if done_on > due_on else ClockState.DONE
    if on > due_on:
        return ClockState.OVERDUE
    if on == due_on:
        return ClockState.DUE_TODAY
    return ClockState.DUE_SOON if working_days_between(on, due_on, closures) <= SOON else ClockState.ON_TIME


def state_at(due_at: datetime, done_at: datetime | None, now: datetime, closures: Collection[date] = ()) -> ClockState:
    """Where a clock of hours stands; "due today" means later today, in London."""
    if done_at is not None:
        return ClockState.DONE_LATE if done_at > due_at else ClockState.DONE
    if now > due_at:
        return ClockState.OVERDUE
    return state(due_at.astimezone(LONDON).date(), None, now.astimezone(LONDON).date(), closures)
