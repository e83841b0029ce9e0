from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from hearth.casework.frontdoor.rules import (
    ContactClock,
    Standing,
    clock_words,
    decision_due_at,
    is_open_at,
    may_ask,
    may_decide,
    may_rate,
    rating_due_at,
    what_is_missing,
    words_for_referrer,
)
from hearth.foundation.council.choices import FrontDoor
from hearth.foundation.periods.clocks import LONDON

OURS = FrontDoor()


def at(day: int, clock: str, month: int = 11) -> datetime:
    hour, minute = clock.split(":")
    return datetime(2026, month, day, int(hour), int(minute), tzinfo=LONDON)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (at(18, "16:40"), at(19, "17:30")),  # a Wednesday afternoon: by the close of Thursday
        (at(20, "09:00"), at(23, "17:30")),  # a Friday: by the close of Monday
        (at(21, "23:50"), at(23, "17:30")),  # a Saturday night: Monday is the first working day
        (
            at(24, "12:00", 12),
            at(29, "17:30", 12),
        ),  # Christmas Eve: past two bank holidays (28th in lieu) and a weekend
    ],
)
def test_a_contact_is_decided_within_one_working_day(received: datetime, due: datetime) -> None:
    assert decision_due_at(received, OURS) == due


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        (at(18, "08:29"), False),
        (at(18, "08:30"), True),
        (at(18, "17:29"), True),
        (at(18, "17:30"), False),
        (at(22, "01:00"), False),  # a Sunday at one in the morning
        (at(25, "12:00", 12), False),  # Christmas Day, a Friday
        (at(19, "12:00"), False),  # the council's own day
    ],
)
def test_the_front_door_answers_in_its_hours_on_working_days(now: datetime, is_open: bool) -> None:
    assert is_open_at(now, OURS, (date(2026, 11, 19),)) == is_open


@pytest.mark.parametrize(("rating", "hours"), [("red", 4), ("amber", 24), ("green", 72), ("blue", None)])
def test_a_rating_s_limit_runs_from_receipt_in_hours_that_pass(rating: str, hours: int | None) -> None:
    received = at(20, "22:00")
    assert rating_due_at(rating, received, OURS) == (received + timedelta(hours=hours) if hours else None)


@pytest.mark.parametrize(
    ("law", "ours", "now", "words", "is_by_rating"),
    [
        (at(19, "17:30"), None, at(18, "16:40"), "decide by 17:30 tomorrow", False),
        (at(19, "17:30"), at(18, "20:40"), at(18, "16:40"), "decide by 20:40 today", True),
        (at(19, "17:30"), at(21, "16:40"), at(18, "16:40"), "decide by 17:30 tomorrow", False),
        (at(23, "17:30"), None, at(20, "16:40"), "decide by 17:30 on Monday", False),
        (at(19, "17:30"), at(18, "20:40"), at(18, "21:10"), "overdue by 30 minutes", True),
    ],
)
def test_the_first_limit_is_the_clock(
    law: datetime, ours: datetime | None, now: datetime, words: str, is_by_rating: bool
) -> None:
    clock = ContactClock(law, ours)
    assert (clock_words(clock, now), clock.is_by_rating) == (words, is_by_rating)


READY = Standing(is_rated=True, has_analysis=True)
NOT_RATED = "Rate the contact first: nobody has said how urgent it is."
NO_ANALYSIS = "Write the analysis first: what this means, and the level of need."
NO_WORD = "Say whether Kit and Ada may already be known to us: there is a possible match."
WAITING = "Police and Health have not answered yet. Say why you decide without that."
JOINS = "We already work with the Marlow family, so this contact joins them. It is not a new referral."
NOBODY = "None of these children belongs to a family we work with now, so there is nobody to join."


@pytest.mark.parametrize(
    ("standing", "outcome", "reason", "refusal"),
    [
        # Everything is there: each of the five can be decided.
        *((READY, outcome, "", None) for outcome in ("nfa", "advice", "early_help", "family_help", "strategy")),
        # Nothing is decided before it is rated, before the analysis, or before each match has a word.
        (Standing(has_analysis=True), "nfa", "", NOT_RATED),
        (Standing(is_rated=True), "advice", "", NO_ANALYSIS),
        (Standing(True, True, without_a_word=("Kit", "Ada")), "family_help", "", NO_WORD),
        (Standing(), "strategy", "", NOT_RATED),
        # Immediate danger: a strategy discussion waits for nothing; anything less does.
        (Standing(is_in_immediate_danger=True), "strategy", "", None),
        (Standing(is_in_immediate_danger=True), "nfa", "", NOT_RATED),
        (Standing(is_in_immediate_danger=True, waiting_checks=("Police",)), "strategy", "", None),
        # Checks not answered do not stop a decision, but they are acknowledged.
        (Standing(True, True, waiting_checks=("Police", "Health")), "nfa", "", WAITING),
        (Standing(True, True, waiting_checks=("Police", "Health")), "nfa", "  ", WAITING),
        (Standing(True, True, waiting_checks=("Police", "Health")), "nfa", "The school knows enough", None),
        # A family already worked with is joined; it is no new referral.
        (Standing(True, True, joins="Marlow"), "family_help", "", JOINS),
        (Standing(True, True, joins="Marlow"), "joined", "", None),
        (Standing(joins="Marlow"), "joined", "", NOT_RATED),
        (Standing(joins="Marlow", is_in_immediate_danger=True), "joined", "", None),
        (Standing(joins="Marlow", is_in_immediate_danger=True), "joined_s47", "", None),
        (Standing(joins="Marlow", is_in_immediate_danger=True), "strategy", "", JOINS),
        (Standing(joins="Marlow"), "joined_s47", "", NOT_RATED),
        (Standing(True, True), "joined_s47", "", NOBODY),
        (READY, "joined", "", NOBODY),
    ],
)
def test_what_can_be_decided(standing: Standing, outcome: str, reason: str, refusal: str | None) -> None:
    found = may_decide(standing, outcome, without_checks_because=reason)
    assert (found.because if found else None) == refusal


def test_all_that_is_missing_is_said_in_the_order_of_the_work() -> None:
    found = what_is_missing(Standing(without_a_word=("Kit", "Ada")))
    assert [refusal.because for refusal in found] == [NOT_RATED, NO_WORD, NO_ANALYSIS]


@pytest.mark.parametrize(
    ("standing", "rating", "refusal"),
    [
        ("", "red", None),
        ("green", "red", None),
        ("red", "red", "It is already rated red. Choose another rating, or leave it."),
    ],
)
def test_a_rating_changes_something(standing: str, rating: str, refusal: str | None) -> None:
    found = may_rate(standing, rating)
    assert (found.because if found else None) == refusal


@pytest.mark.parametrize(
    ("waiting", "asked", "refusal"),
    [
        ([], ["Police"], None),
        (["Police"], ["Health"], None),
        (["Police"], ["Health", "Police"], "Police has been asked already and not answered yet."),
    ],
)
def test_an_agency_is_not_asked_again_before_it_answers(
    waiting: list[str], asked: list[str], refusal: str | None
) -> None:
    found = may_ask(waiting, asked)
    assert (found.because if found else None) == refusal


@pytest.mark.parametrize("outcome", ["nfa", "advice", "early_help", "family_help", "strategy", "joined"])
def test_every_outcome_has_words_for_the_referrer(outcome: str) -> None:
    assert words_for_referrer(outcome).startswith("Thank you for telling us.")
