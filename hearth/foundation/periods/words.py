"""Dates, ages and what is due, in the words a person would use."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from hearth.foundation.periods.clocks import LONDON
from hearth.foundation.periods.period import age_on, months_between
from hearth.foundation.periods.working_days import working_days_between

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Not strftime: its names follow the server's locale.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def date_in_words(day: date) -> str:
    """14 March 2026"""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def weekday_in_words(day: date) -> str:
    """Saturday 14 March 2026"""
    return f"{_WEEKDAYS[day.weekday()]} {date_in_words(day)}"


def moment_in_words(at: datetime) -> str:
    """14 March 2026 at 17:05, London time"""
    local = at.astimezone(LONDON)
    return f"{date_in_words(local)} at {local:%H:%M}"


def due_in_words(due_on: date, on: date, closures: Collection[date] = ()) -> str:
    """due today, due tomorrow, in 3 working days, overdue by 2 working days.

    Counts plain days when no working day lies between, as from Friday to Sunday.
    """
    if due_on == on:
        return "due today"
    if due_on == on + timedelta(days=1):
        return "due tomorrow"
    working = abs(working_days_between(on, due_on, closures))
    how_long = _count(working, "working day") if working else _count(abs((due_on - on).days), "day")
    return f"in {how_long}" if due_on > on else f"overdue by {how_long}"


def by_when(at: datetime, now: datetime) -> str:
    """by 17:00 today, by 17:00 tomorrow, by 17:00 on Friday 20 November 2026"""
    local = at.astimezone(LONDON)
    days = (local.date() - now.astimezone(LONDON).date()).days
    day = {0: "today", 1: "tomorrow"}.get(days) or f"on {weekday_in_words(local)}"
    return f"by {local:%H:%M} {day}"


def do_by(verb: str, due_at: datetime, now: datetime, closures: Collection[date] = ()) -> str:
    """decide by 17:00 tomorrow; once it is past, overdue by 40 minutes, by 3 hours, by 2 working days"""
    if now <= due_at:
        return f"{verb} {by_when(due_at, now)}"
    late = now - due_at
    if late < timedelta(hours=1):
        return f"overdue by {_count(max(1, late // timedelta(minutes=1)), 'minute')}"
    if late < timedelta(days=1):
        return f"overdue by {_count(late // timedelta(hours=1), 'hour')}"
    return due_in_words(due_at.astimezone(LONDON).date(), now.astimezone(LONDON).date(), closures)


def how_long_ago(day: date, on: date) -> str:
    """today, yesterday, 3 days ago, 3 weeks ago, 5 months ago, 2 years ago; ahead, tomorrow and in 3 weeks"""
    if day == on:
        return "today"
    if abs((day - on).days) == 1:
        return "yesterday" if day < on else "tomorrow"
    return f"{_stretch(day, on)} ago" if day < on else f"in {_stretch(on, day)}"


def age_in_words(
    on: date,
    *,
    born_on: date | None = None,
    expected_on: date | None = None,
    about: str = "",
    about_on: date | None = None,
) -> str:
    """born today, 5 days, 3 weeks, 4 months, 7 years; unborn, expected 3 March 2027; about 11, told on 3 March 2026;
    age not known"""
    if born_on is not None:
        years = age_on(born_on, on)
        return _count(years, "year") if years >= 2 else _of_a_baby(born_on, on)
    if expected_on is not None:
        return f"unborn, expected {date_in_words(expected_on)}"
    if about:
        guess = f"about {about}" if about[0].isdigit() else about
        return f"{guess}, told on {date_in_words(about_on)}" if about_on else guess
    return "age not known"


def _of_a_baby(born_on: date, on: date) -> str:
    """Days for two weeks, then weeks until three months, then months, as health visitors count."""
    days, months = (on - born_on).days, months_between(born_on, on)
    if days == 0:
        return "born today"
    if days < 14:
        return _count(days, "day")
    return _count(months, "month") if months >= 3 else _count(days // 7, "week")


def _stretch(a: date, b: date) -> str:
    days, months = (b - a).days, months_between(a, b)
    if days < 14:
        return _count(days, "day")
    if months < 2:
        return _count(days // 7, "week")
    return _count(months, "month") if months < 24 else _count(months // 12, "year")


def _count(n: int, thing: str) -> str:
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"
