"""When a contact is due, what may be decided about it and when. Pure: everything needed is given."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from hearth.foundation.codes import BragRating
from hearth.foundation.council.choices import FrontDoor
from hearth.foundation.periods.clocks import LONDON, ClockState, Hours, clock_named, due_at, state_at
from hearth.foundation.periods.words import by_when, do_by, moment_in_words, weekday_in_words
from hearth.foundation.periods.working_days import add_working_days, is_working_day
from hearth.foundation.refusals import Refusal

POSSIBLY_KNOWN = 40
"""A likeness of this score or more needs a worker's word before the decision (`people.likeness.ranking.WORDS`)."""

NO_FURTHER_ACTION, ADVICE, EARLY_HELP = "nfa", "advice", "early_help"
FAMILY_HELP, STRATEGY_DISCUSSION, JOINED = "family_help", "strategy", "joined"
JOINED_STRATEGY = "joined_s47"
OPENS_A_FAMILY = frozenset({FAMILY_HELP, STRATEGY_DISCUSSION})
JOINS_A_FAMILY = frozenset({JOINED, JOINED_STRATEGY})
NEEDS_A_STRATEGY_DISCUSSION = frozenset({STRATEGY_DISCUSSION, JOINED_STRATEGY})


# When it is due


def discussion_due_on(decided_on: date, within: int, closures: Collection[date] = ()) -> date:
    """The last day for a strategy discussion that was decided.

    Working Together says "as soon as possible" and no number of days, so `within`, in working days, is each council's own
    (`clocks.strategy_discussion_days`). It is owed at once all the same.
    """
    return add_working_days(decided_on, within, closures)


def discussion_state(due_on: date, on: date) -> ClockState:
    return ClockState.OVERDUE if due_on < on else ClockState.DUE_TODAY


@dataclass(frozen=True)
class ContactClock:
    """The two limits of a contact. The first to come is the one shown; both are told."""

    law_due_at: datetime
    rating_due_at: datetime | None = None
    is_now: bool = False
    """A child may be in danger now: no limit is waited for."""

    @property
    def due_at(self) -> datetime:
        return min(self.law_due_at, self.rating_due_at) if self.rating_due_at else self.law_due_at

    @property
    def is_by_rating(self) -> bool:
        return self.rating_due_at is not None and self.rating_due_at < self.law_due_at


def decision_due_at(received_at: datetime, front_door: FrontDoor, closures: Collection[date] = ()) -> datetime:
    """Within one working day of receipt: the close of the next working day (Working Together, `referral_decision`)."""
    clock = clock_named("referral_decision", received_at.astimezone(LONDON).date())
    opened = Hours(time.fromisoformat(front_door.opens), time.fromisoformat(front_door.closes))
    return due_at(clock, received_at, opened, closures)


def rating_due_at(rating: str, received_at: datetime, front_door: FrontDoor) -> datetime | None:
    """A rating's local limit, in hours that pass, from when the contact came; none where the council has set none."""
    hours: int | None = getattr(front_door, f"{BragRating(rating).value}_hours")
    if hours is None:
        return None
    shipped = clock_named("brag_red", received_at.astimezone(LONDON).date())
    return due_at(replace(shipped, name=f"brag_{rating}", amount=hours), received_at)


def clock_words(clock: ContactClock, now: datetime, closures: Collection[date] = ()) -> str:
    """decide now; decide by 17:30 tomorrow, decide by 17:30 on Monday, overdue by 2 working days"""
    if clock.is_now:
        late = "" if now <= clock.due_at else f", {do_by('decide', clock.due_at, now, closures)}"
        return f"decide now{late}"
    if now <= clock.due_at:
        return f"decide {soon_words(clock.due_at, now)}"
    return do_by("decide", clock.due_at, now, closures)


def soon_words(at: datetime, now: datetime) -> str:
    """As `by_when`, but a day of the coming week is told by its name alone."""
    days = (at.astimezone(LONDON).date() - now.astimezone(LONDON).date()).days
    if 2 <= days <= 6:
        return f"by {at.astimezone(LONDON):%H:%M} on {weekday_in_words(at.astimezone(LONDON)).split()[0]}"
    return by_when(at, now)


def clock_look(due: datetime, now: datetime, done_at: datetime | None = None, closures: Collection[date] = ()) -> str:
    """How a clock is drawn (`clock_tag` of the page parts)."""
    looks = {
        ClockState.OVERDUE: "overdue",
        ClockState.DUE_TODAY: "due_soon",
        ClockState.DONE: "done",
        ClockState.DONE_LATE: "done_late",
    }
    return looks.get(state_at(due, done_at, now, closures), "on_time")


def waiting_look(clock: ContactClock, now: datetime, closures: Collection[date] = ()) -> str:
    """How the clock of a contact that waits is drawn: danger as what is overdue."""
    return "overdue" if clock.is_now else clock_look(clock.due_at, now, closures=closures)


# Whom to ring


def is_open_at(now: datetime, front_door: FrontDoor, closures: Collection[date] = ()) -> bool:
    """Whether somebody answers the front door's own number: within its hours, on a working day."""
    at = now.astimezone(LONDON)
    hours = (time.fromisoformat(front_door.opens), time.fromisoformat(front_door.closes))
    return is_working_day(at.date(), closures) and hours[0] <= at.time() < hours[1]


# What may be decided


@dataclass(frozen=True)
class Standing:
    """How far a contact has come, as far as its decision goes.

    `without_a_word` are those told of who may be known and of whom nobody has said whether they are.
    """

    is_rated: bool = False
    has_analysis: bool = False
    without_a_word: tuple[str, ...] = ()
    waiting_checks: tuple[str, ...] = ()
    is_in_immediate_danger: bool = False
    joins: str = ""
    """The family already worked with that one of its children belongs to."""


def what_is_missing(standing: Standing) -> list[Refusal]:
    """Everything that keeps the contact from being decided in the ordinary way, in the order of the work."""
    missing = []
    if not standing.is_rated:
        missing.append(Refusal("Rate the contact first: nobody has said how urgent it is."))
    if standing.without_a_word:
        names = _listed(standing.without_a_word)
        missing.append(Refusal(f"Say whether {names} may already be known to us: there is a possible match."))
    if not standing.has_analysis:
        missing.append(Refusal("Write the analysis first: what this means, and the level of need."))
    return missing


def may_decide(standing: Standing, outcome: str, *, without_checks_because: str = "") -> Refusal | None:
    """Whether this outcome can be decided now.

    A strategy discussion for a child in immediate danger waits for nothing. Checks not yet answered never stop a
    decision, but whoever decides says why they did not wait.
    """
    if standing.joins and outcome not in JOINS_A_FAMILY:
        return Refusal(
            f"We already work with the {standing.joins} family, so this contact joins them. It is not a new referral."
        )
    if outcome in JOINS_A_FAMILY and not standing.joins:
        return Refusal("None of these children belongs to a family we work with now, so there is nobody to join.")
    if standing.is_in_immediate_danger and outcome in {STRATEGY_DISCUSSION} | JOINS_A_FAMILY:
        return None
    if missing := what_is_missing(standing):
        return missing[0]
    if standing.waiting_checks and not without_checks_because.strip():
        verb = "has" if len(standing.waiting_checks) == 1 else "have"
        return Refusal(
            f"{_listed(standing.waiting_checks)} {verb} not answered yet. Say why you decide without that.",
            field="without_checks_because",
        )
    return None


def may_rate(standing_rating: str, rating: str) -> Refusal | None:
    if standing_rating == rating:
        return Refusal(
            f"It is already rated {BragRating(rating).label.lower()}. Choose another rating, or leave it.",
            field="rating",
        )
    return None


def may_tell(words: str, *, is_decided: bool, told: Sequence[tuple[str, datetime]]) -> Refusal | None:
    """`told`: what the referrer was told and when, the latest first. Told anew only if something is new."""
    if not is_decided:
        return Refusal("Nothing has been decided yet, so there is nothing to tell.")
    if told and told[0][0].split() == words.split():
        return Refusal(
            f"They were told exactly this on {moment_in_words(told[0][1])}. Write what is new, or leave it.",
            field="words",
        )
    return None


def may_ask(waiting: Collection[str], asked: Collection[str]) -> Refusal | None:
    """An agency is not asked again while it has not answered."""
    if again := [name for name in asked if name in waiting]:
        verb = "has" if len(again) == 1 else "have"
        return Refusal(f"{_listed(again)} {verb} been asked already and not answered yet.", field="organisations")
    return None


def _listed(names: Collection[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


# The strategy discussion

MUST_TAKE_PART = {"social_care": "children’s social care", "police": "the police", "health": "health"}
"""Whom a strategy discussion needs at the least (Working Together to Safeguard Children)."""


def may_record_discussion(
    *, agencies: Collection[str], without_because: str, held_on: date, received_on: date, on: date
) -> Refusal | None:
    """A discussion that lacked somebody it needs was held all the same: then the record says why."""
    if held_on > on:
        return Refusal("It cannot be recorded before it is held.", field="held_on")
    if held_on < received_on:
        return Refusal("That is before we were told of the worry.", field="held_on")
    absent = [words for agency, words in MUST_TAKE_PART.items() if agency not in agencies]
    if absent and not without_because.strip():
        return Refusal(f"Say why {_listed(absent)} did not take part.", field="without_because")
    return None


# What the referrer is told

_TOLD = {
    NO_FURTHER_ACTION: "Thank you for telling us. We looked at what you told us and at what we know. We will not do more "
    "now. If anything changes, or you are still worried, please tell us again.",
    ADVICE: "Thank you for telling us. We have given information and advice, and will not do more now. If anything "
    "changes, or you are still worried, please tell us again.",
    EARLY_HELP: "Thank you for telling us. We think early help is right for this family, and we are arranging it with "
    "them. Please go on supporting them, and tell us if things get worse.",
    FAMILY_HELP: "Thank you for telling us. A family help team will work with this family. A worker will be in touch "
    "with you about what you have seen.",
    STRATEGY_DISCUSSION: "Thank you for telling us. We are meeting the police and others straight away to decide how to "
    "keep the children safe. We may ring you today. Please do not speak to the family about this.",
    JOINED: "Thank you for telling us. We already work with this family. Their worker has been told what you said.",
    JOINED_STRATEGY: "Thank you for telling us. We already work with this family. Their worker has been told what you said, "
    "and we are meeting the police and others straight away to decide how to keep the children safe. We may ring you today. "
    "Please do not speak to the family about this.",
}


def words_for_referrer(outcome: str) -> str:
    """What a referrer is told unless the manager changes it: enough to know they were heard, nothing of the family."""
    return _TOLD[outcome]
