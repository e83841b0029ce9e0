"""The rules as tables: they read like the policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.casework.family_help.rules import (
    AssessmentFacts,
    ChildFacts,
    assessment_clock,
    may_answer,
    may_authorise,
    may_begin,
    may_choose,
    may_close,
    may_send,
    next_visit_due,
    still_to_write,
    unanswered_referral,
    visit_clock,
)
from hearth.foundation.periods.clocks import ClockState
from hearth.foundation.periods.working_days import working_days_between

MONDAY = date(2026, 9, 7)
DUE = date(2026, 11, 9)  # 45 working days later; no bank holiday lies between
KIT = ChildFacts("Kit", age=9, has_factors=True, has_needs=True, has_view=True)
JOSS = ChildFacts("Joss", age=1, has_factors=True, has_needs=True, has_view=False)
COMPLETE = AssessmentFacts(
    is_being_written=True,
    has_parenting=True,
    has_environment=True,
    has_analysis=True,
    has_decision=True,
    children=(KIT, JOSS),
)


@pytest.mark.parametrize(
    ("facts", "lacking"),
    [
        (COMPLETE, []),
        (replace(COMPLETE, children=(replace(KIT, has_view=False), JOSS)), ["the views of Kit"]),
        (replace(COMPLETE, children=(replace(KIT, age=4, has_view=False),)), ["the views of Kit"]),
        (replace(COMPLETE, children=(replace(KIT, age=3, has_view=False),)), []),
        (replace(COMPLETE, children=(replace(KIT, age=None, has_view=False),)), []),
        (replace(COMPLETE, children=(replace(KIT, has_factors=False), JOSS)), ["the factors of Kit"]),
        (
            replace(COMPLETE, children=(replace(KIT, has_needs=False), replace(JOSS, has_needs=False))),
            ["the needs of Kit and Joss"],
        ),
        (replace(COMPLETE, has_parenting=False), ["parenting capacity"]),
        (replace(COMPLETE, has_environment=False), ["family and environment"]),
        (replace(COMPLETE, has_analysis=False, has_decision=False), ["the analysis", "the decision"]),
    ],
)
def test_what_is_still_to_write(facts: AssessmentFacts, lacking: Sequence[str]) -> None:
    assert still_to_write(facts) == lacking
    said = f"Not ready to send. Still to write: {'; '.join(lacking)}." if lacking else "None"
    assert str(may_send(facts)) == said


def test_what_is_with_the_manager_is_not_sent_again() -> None:
    assert str(may_send(replace(COMPLETE, is_being_written=False))) == (
        "This assessment is no longer being written. Only an assessment that is returned can be changed."
    )


@pytest.mark.parametrize(
    ("with_manager", "sent_by", "on", "late_because", "refused"),
    [
        (True, 1, DUE, "", None),
        (True, 1, date(2026, 11, 10), "", "late"),
        (True, 1, date(2026, 11, 10), "  ", "late"),
        (True, 1, date(2026, 11, 10), "Waiting for the hospital", None),
        (True, 2, DUE, "", "sender"),
        (False, 1, DUE, "", "nothing"),
    ],
)
def test_who_may_authorise_and_when(
    with_manager: bool, sent_by: int, on: date, late_because: str, refused: str | None
) -> None:
    sentences = {
        None: "None",
        "late": "This assessment is late. Say why it took longer than 45 working days.",
        "sender": "You sent this assessment, so another manager must authorise it.",
        "nothing": "This assessment is not with a manager, so there is nothing to authorise.",
    }
    refusal = may_authorise(
        is_with_manager=with_manager, sent_by=sent_by, by=2, due=DUE, on=on, late_because=late_because
    )
    assert str(refusal) == sentences[refused]
    answer = may_answer(is_with_manager=with_manager, sent_by=sent_by, by=2)
    assert str(answer) == sentences[refused if refused != "late" else None]


@pytest.mark.parametrize(
    ("written", "children", "referral", "refused"),
    [
        (False, True, MONDAY, "None"),
        (True, True, MONDAY, "An assessment of this family is already being written. Carry on with that one."),
        (False, False, MONDAY, "No child is recorded in this family yet. Add the children first."),
        (False, True, None, "No referral is open for the children of this family, so there is nothing to assess."),
    ],
)
def test_when_an_assessment_may_begin(written: bool, children: bool, referral: date | None, refused: str) -> None:
    refusal = may_begin(has_one_being_written=written, has_children=children, earliest_referral=referral)
    assert str(refusal) == refused


@pytest.mark.parametrize(
    ("chosen", "refused"),
    [
        ([(1, "3B"), (1, "4B"), (2, "21")], False),
        ([(1, "21"), (2, "21")], False),
        ([(1, "21"), (1, "20")], True),
        ([], False),
    ],
)
def test_no_factors_stands_alone(chosen: list[tuple[int, str]], refused: bool) -> None:
    assert (may_choose(chosen) is not None) == refused


@pytest.mark.parametrize(
    ("authorised_on", "on", "state"),
    [
        (None, date(2026, 10, 30), ClockState.ON_TIME),
        (None, date(2026, 11, 2), ClockState.DUE_SOON),
        (None, DUE, ClockState.DUE_TODAY),
        (None, date(2026, 11, 10), ClockState.OVERDUE),
        (DUE, date(2027, 1, 1), ClockState.DONE),
        (date(2026, 11, 10), date(2027, 1, 1), ClockState.DONE_LATE),
    ],
)
def test_an_assessment_has_45_working_days_from_the_referral(
    authorised_on: date | None, on: date, state: ClockState
) -> None:
    clock = assessment_clock(referred_on=MONDAY, authorised_on=authorised_on, on=on)
    assert (clock.starts_on, clock.due_on, clock.state) == (MONDAY, DUE, state)


def test_a_day_the_council_is_closed_moves_the_clock_on() -> None:
    closed = [date(2026, 9, 8)]
    assert assessment_clock(referred_on=MONDAY, authorised_on=None, on=MONDAY, closures=closed).due_on == date(
        2026, 11, 10
    )


@pytest.mark.parametrize(
    ("referrals", "last_begun_on", "unanswered"),
    [
        ([], None, None),
        ([MONDAY], None, MONDAY),
        ([date(2026, 9, 21), MONDAY], None, MONDAY),
        ([MONDAY], MONDAY, None),
        ([MONDAY, date(2026, 9, 21)], date(2026, 9, 14), date(2026, 9, 21)),
    ],
)
def test_which_referral_waits_for_an_assessment(
    referrals: list[date], last_begun_on: date | None, unanswered: date | None
) -> None:
    assert unanswered_referral(referrals, last_begun_on=last_begun_on) == unanswered


@pytest.mark.parametrize(
    ("last_seen_on", "due"),
    [
        (None, date(2026, 10, 5)),
        (date(2026, 9, 14), date(2026, 10, 12)),
        (date(2025, 1, 6), date(2026, 10, 5)),  # seen in an earlier episode: this one's clock starts at its referral
    ],
)
def test_a_child_is_seen_every_twenty_working_days(last_seen_on: date | None, due: date) -> None:
    assert next_visit_due(last_seen_on=last_seen_on, referred_on=MONDAY, every=20) == due
    clock = visit_clock(last_seen_on=last_seen_on, referred_on=MONDAY, every=20, on=date(2026, 10, 6))
    assert clock.state == (ClockState.OVERDUE if due < date(2026, 10, 6) else ClockState.DUE_SOON)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 60))
def test_the_next_visit_is_as_many_working_days_on_as_the_council_says(seen_on: date, every: int) -> None:
    due = next_visit_due(last_seen_on=seen_on, referred_on=seen_on, every=every)
    assert working_days_between(seen_on, due) == every


@pytest.mark.parametrize(
    ("closed_on", "is_assessed", "refused"),
    [
        (DUE, False, "None"),
        (MONDAY, False, "None"),
        (DUE, True, "An assessment of this family is not yet authorised. Finish it before help is closed."),
        (date(2026, 11, 10), False, "Help cannot be closed on a day that has not come yet."),
        (date(2026, 9, 6), False, "Help cannot be closed before it was asked for."),
    ],
)
def test_when_help_may_be_closed(closed_on: date, is_assessed: bool, refused: str) -> None:
    refusal = may_close(closed_on=closed_on, referred_on=MONDAY, has_assessment_open=is_assessed, on=DUE)
    assert str(refusal) == refused
