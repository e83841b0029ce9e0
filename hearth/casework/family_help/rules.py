"""What may be done now with an assessment or a visit, and what is owed. Pure: days are fed in, facts are counted outside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hearth.foundation.codes import FACTORS_NEVER_WITH_ANOTHER
from hearth.foundation.periods.clocks import ClockState, clock_named, due_on, state
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.periods.working_days import add_working_days
from hearth.foundation.refusals import Refusal

HEARD_FROM_AGE = 4  # years; younger children's views may be recorded, and a census never asks for them (PN0, under 4)


@dataclass(frozen=True)
class Running:
    """A clock as it stands: when it is due, and the word for where that leaves us."""

    starts_on: date
    due_on: date
    state: ClockState


@dataclass(frozen=True)
class ChildFacts:
    """What an assessment holds of one child. `age` is in whole years, None for one not yet born or not known."""

    name: str
    age: int | None
    has_factors: bool
    has_needs: bool
    has_view: bool
    has_no_factors: bool = False
    """That none was found is recorded: factor 21, and not that nobody has chosen yet."""

    @property
    def must_be_heard(self) -> bool:
        return self.age is not None and self.age >= HEARD_FROM_AGE


@dataclass(frozen=True)
class AssessmentFacts:
    """What an assessment holds so far. `is_being_written` is false once it is with the manager or authorised."""

    is_being_written: bool
    has_parenting: bool
    has_environment: bool
    has_analysis: bool
    has_decision: bool
    children: tuple[ChildFacts, ...]
    is_an_end: bool = False
    """Nothing more is done by us after it, as far as is decided."""


def named(names: Sequence[str]) -> str:
    """Kit / Kit and Ada / Kit, Ada and Joss"""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def still_to_write(facts: AssessmentFacts) -> list[str]:
    """What is lacking before the manager can have it, in the order of the work."""
    children = facts.children
    lacking = (
        ("the needs of {}", [one.name for one in children if not one.has_needs]),
        ("the factors of {}", [one.name for one in children if not one.has_factors]),
        ("the views of {}", [one.name for one in children if one.must_be_heard and not one.has_view]),
    )
    whole = (
        ("parenting capacity", facts.has_parenting),
        ("family and environment", facts.has_environment),
        ("the analysis", facts.has_analysis),
        ("the decision", facts.has_decision),
    )
    return [pattern.format(named(names)) for pattern, names in lacking if names] + [
        words for words, is_there in whole if not is_there
    ]


def may_write(*, is_being_written: bool) -> Refusal | None:
    if not is_being_written:
        return Refusal(
            "This assessment is no longer being written. Only an assessment that is returned can be changed."
        )
    return None


def may_choose(chosen: Iterable[tuple[int, str]]) -> Refusal | None:
    """Census rule 8869: "no factors" stands alone. `chosen` are pairs of a child's number and a code."""
    codes: dict[int, set[str]] = {}
    for child, code in chosen:
        codes.setdefault(child, set()).add(code)
    if any(len(held) > 1 and held & FACTORS_NEVER_WITH_ANOTHER for held in codes.values()):
        return Refusal("“No factors” cannot be chosen with another factor for the same child.")
    return None


def may_begin(*, has_one_being_written: bool, has_children: bool, earliest_referral: date | None) -> Refusal | None:
    if has_one_being_written:
        return Refusal("An assessment of this family is already being written. Carry on with that one.")
    if not has_children:
        return Refusal("No child is recorded in this family yet. Add the children first.")
    if earliest_referral is None:
        return Refusal("No referral is open for the children of this family, so there is nothing to assess.")
    return None


def may_begin_on(started_on: date, *, referred_on: date, on: date) -> Refusal | None:
    """Census rules 1103 and 4015: nothing starts before the referral."""
    if started_on > on:
        return Refusal("The assessment cannot begin on a day that has not come yet.", field="started_on")
    if started_on < referred_on:
        return Refusal(
            f"The assessment cannot begin before the referral, {date_in_words(referred_on)}.", field="started_on"
        )
    return None


def may_send(facts: AssessmentFacts) -> Refusal | None:
    """Every heading has something, every child has factors or "no factors", and children of 4 and over were heard."""
    if refusal := may_write(is_being_written=facts.is_being_written):
        return refusal
    if lacking := still_to_write(facts):
        return Refusal(f"Not ready to send. Still to write: {'; '.join(lacking)}.")
    return factors_fit_the_decision(facts)


def factors_fit_the_decision(facts: AssessmentFacts) -> Refusal | None:
    """Factor 21 is for no factor found *and* no further action (CIN census, `assessmentfactorstype`; rule 8873Q)."""
    without = [one.name for one in facts.children if one.has_no_factors]
    if not without or not facts.has_decision or facts.is_an_end:
        return None
    return Refusal(
        f"“No factors” is chosen for {named(without)}, which says that no further action is taken; but by the decision "
        f"something more is done. Choose the factors that were found for {named(without)}, or change the decision.",
        field="factor_21",
    )


def may_answer(*, is_with_manager: bool, sent_by: int | None, by: int) -> Refusal | None:
    """Whether the manager may authorise or return it: a second pair of eyes, so never the sender's own."""
    if not is_with_manager:
        return Refusal("This assessment is not with a manager, so there is nothing to authorise.")
    if sent_by == by:
        return Refusal("You sent this assessment, so another manager must authorise it.")
    return None


def may_authorise(
    *, is_with_manager: bool, sent_by: int | None, by: int, due: date, on: date, late_because: str
) -> Refusal | None:
    """As `may_answer`; and one authorised after its 45 working days says why (Working Together)."""
    if refusal := may_answer(is_with_manager=is_with_manager, sent_by=sent_by, by=by):
        return refusal
    if on > due and not late_because.strip():
        return Refusal("This assessment is late. Say why it took longer than 45 working days.", field="late_because")
    return None


def unanswered_referral(referrals: Iterable[date], *, last_begun_on: date | None) -> date | None:
    """The earliest open referral that no authorised assessment has followed yet; `last_begun_on` is the last one's start."""
    return min((day for day in referrals if last_begun_on is None or day > last_begun_on), default=None)


def to_begin_by(due_on: date) -> str:
    """The clock runs until the assessment is authorised: a day to begin by is set nowhere."""
    return f"Begin the assessment{finished_by(due_on)}"


def finished_by(due_on: date) -> str:
    return f"; it must be finished by {date_in_words(due_on)}"


def assessment_clock(
    *, referred_on: date, authorised_on: date | None, on: date, closures: Collection[date] = ()
) -> Running:
    """45 working days from the referral to the manager's authorisation."""
    due = due_on(clock_named("assessment", referred_on), referred_on, closures)
    return Running(referred_on, due, state(due, authorised_on, on, closures))


def next_visit_due(
    *, last_seen_on: date | None, referred_on: date, every: int, closures: Collection[date] = ()
) -> date:
    """The last day to see a child again: `every` working days after they were last seen in this episode, or after the
    referral when they have not been."""
    since = referred_on if last_seen_on is None else max(last_seen_on, referred_on)
    return add_working_days(since, every, closures)


def visit_clock(
    *, last_seen_on: date | None, referred_on: date, every: int, on: date, closures: Collection[date] = ()
) -> Running:
    """No law sets an interval for children in need: `every` is the council's own, in working days."""
    due = next_visit_due(last_seen_on=last_seen_on, referred_on=referred_on, every=every, closures=closures)
    return Running(last_seen_on or referred_on, due, state(due, None, on, closures))


def may_record_visit(*, visited_on: date, on: date) -> Refusal | None:
    if visited_on > on:
        return Refusal("The visit cannot be on a day that has not come yet.", field="visited_on")
    return None


def may_close(*, closed_on: date, referred_on: date, has_assessment_open: bool, on: date) -> Refusal | None:
    """Census rules 8805, 8565, 8867: closed on a day that has been, after the referral, with nothing left open."""
    if has_assessment_open:
        return Refusal("An assessment of this family is not yet authorised. Finish it before help is closed.")
    if closed_on > on:
        return Refusal("Help cannot be closed on a day that has not come yet.", field="closed_on")
    if closed_on < referred_on:
        return Refusal("Help cannot be closed before it was asked for.", field="closed_on")
    return None
