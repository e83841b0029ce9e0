from datetime import UTC, date, datetime

import pytest

from hearth.foundation.periods.clocks import LONDON
from hearth.foundation.periods.words import (
    age_in_words,
    by_when,
    date_in_words,
    do_by,
    due_in_words,
    how_long_ago,
    moment_in_words,
    weekday_in_words,
)

TODAY = date(2026, 11, 18)  # a Wednesday


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


def test_dates_and_moments() -> None:
    assert date_in_words(date(2026, 3, 14)) == "14 March 2026"
    assert weekday_in_words(date(2026, 3, 14)) == "Saturday 14 March 2026"
    assert moment_in_words(datetime(2026, 7, 1, 23, 5, tzinfo=UTC)) == "2 July 2026 at 00:05"


@pytest.mark.parametrize(
    ("due_on", "on", "words"),
    [
        (date(2026, 11, 18), TODAY, "due today"),
        (date(2026, 11, 19), TODAY, "due tomorrow"),
        (date(2026, 11, 23), TODAY, "in 3 working days"),
        (date(2026, 11, 23), date(2026, 11, 20), "in 1 working day"),
        (date(2026, 11, 22), date(2026, 11, 20), "in 2 days"),
        (date(2026, 11, 16), TODAY, "overdue by 2 working days"),
        (date(2026, 11, 13), date(2026, 11, 16), "overdue by 1 working day"),
        (date(2026, 11, 21), date(2026, 11, 22), "overdue by 1 day"),
    ],
)
def test_what_is_due(due_on: date, on: date, words: str) -> None:
    assert due_in_words(due_on, on) == words


def test_what_is_due_passes_over_days_the_council_is_closed() -> None:
    assert due_in_words(date(2026, 11, 23), TODAY, closures={date(2026, 11, 20)}) == "in 2 working days"


@pytest.mark.parametrize(
    ("due_at", "words"),
    [
        (at(18, 17), "decide by 17:00 today"),
        (at(19, 17), "decide by 17:00 tomorrow"),
        (at(20, 9, 5), "decide by 09:05 on Friday 20 November 2026"),
        (at(18, 16), "overdue by 40 minutes"),
        (datetime(2026, 11, 18, 16, 39, 50, tzinfo=LONDON), "overdue by 1 minute"),
        (at(18, 13), "overdue by 3 hours"),
        (at(17, 17), "overdue by 23 hours"),
        (at(16, 16), "overdue by 2 working days"),
    ],
)
def test_what_to_do_by_when(due_at: datetime, words: str) -> None:
    assert do_by("decide", due_at, now=at(18, 16, 40)) == words


def test_by_when_is_told_in_london_time() -> None:
    late_evening = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert by_when(late_evening, now=datetime(2026, 6, 30, 12, tzinfo=UTC)) == "by 00:30 tomorrow"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 18), "today"),
        (date(2026, 11, 17), "yesterday"),
        (date(2026, 11, 19), "tomorrow"),
        (date(2026, 11, 15), "3 days ago"),
        (date(2026, 10, 28), "3 weeks ago"),
        (date(2026, 6, 18), "5 months ago"),
        (date(2024, 11, 19), "23 months ago"),
        (date(2024, 11, 18), "2 years ago"),
        (date(2026, 12, 9), "in 3 weeks"),
    ],
)
def test_how_long_ago(day: date, words: str) -> None:
    assert how_long_ago(day, TODAY) == words


@pytest.mark.parametrize(
    ("born_on", "words"),
    [
        (date(2026, 11, 18), "born today"),
        (date(2026, 11, 17), "1 day"),
        (date(2026, 10, 28), "3 weeks"),
        (date(2026, 8, 19), "13 weeks"),
        (date(2026, 7, 18), "4 months"),
        (date(2024, 11, 19), "23 months"),
        (date(2024, 11, 18), "2 years"),
        (date(2019, 3, 1), "7 years"),
    ],
)
def test_age(born_on: date, words: str) -> None:
    assert age_in_words(TODAY, born_on=born_on) == words


def test_age_before_birth_and_when_not_known() -> None:
    assert age_in_words(TODAY, expected_on=date(2027, 3, 3)) == "unborn, expected 3 March 2027"
    assert age_in_words(TODAY, born_on=date(2026, 11, 4), expected_on=date(2026, 11, 18)) == "2 weeks"
    assert age_in_words(TODAY) == "age not known"
