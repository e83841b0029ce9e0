"""Working days in England: Monday to Friday less bank holidays, less any days the council itself is closed.

Bank holidays up to the last published year come from `bank_holidays_england.csv`, written by
`python -m hearth.foundation.periods.refresh_bank_holidays` from the list gov.uk publishes. Years outside that file
are worked out from the standing rules (Easter, the first and last Mondays, Christmas and New Year with their
substitute days), which cannot know of a holiday proclaimed once, such as a coronation: refresh the file each year.
"""

import csv
from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path

PUBLISHED = Path(__file__).with_name("bank_holidays_england.csv")

_DAY = timedelta(days=1)


def is_working_day(day: date, closures: Collection[date] = ()) -> bool:
    # A datetime is a date to Python but equals none, so a bank holiday would pass unseen.
    if isinstance(day, datetime):
        raise TypeError("Working days are counted in dates, not in moments.")
    return day.weekday() < 5 and day not in bank_holidays(day.year) and day not in closures


def next_working_day(day: date, closures: Collection[date] = ()) -> date:
    """The first working day after `day`, whether or not `day` is one."""
    return add_working_days(day, 1, closures)


def add_working_days(start: date, n: int, closures: Collection[date] = ()) -> date:
    """The n-th working day after `start`. Day 1 is the next working day after `start`, even when `start` is a
    weekend; 0 gives `start` back. Never counts backwards."""
    if n < 0:
        raise ValueError("Working days are added, not taken away.")
    return _nth_after(start, n, tuple(closures))


@lru_cache(maxsize=16_384)  # a list of families asks for the same few days again and again
def _nth_after(start: date, n: int, closures: tuple[date, ...]) -> date:
    day = start
    while n:
        day += _DAY
        n -= is_working_day(day, closures)
    return day


def working_days_between(a: date, b: date, closures: Collection[date] = ()) -> int:
    """How many working days lie after `a`, up to and including `b`; negative when `b` comes first.

    So `working_days_between(start, add_working_days(start, n)) == n`.
    """
    if isinstance(a, datetime) or isinstance(b, datetime):
        raise TypeError("Working days are counted in dates, not in moments.")
    if b < a:
        return -working_days_between(b, a, closures)
    weeks, rest = divmod((b - a).days, 7)
    weekdays = 5 * weeks + sum((a.weekday() + n) % 7 < 5 for n in range(1, rest + 1))
    holidays = {day for year in range(a.year, b.year + 1) for day in bank_holidays(year)} | set(closures)
    return weekdays - sum(a < day <= b and day.weekday() < 5 for day in holidays)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """As published for years that are, worked out for the others."""
    return _published().get(year) or standing_bank_holidays(year)


@cache
def _published() -> dict[int, frozenset[date]]:
    with PUBLISHED.open(encoding="utf-8", newline="") as lines:
        days = [date.fromisoformat(row["day"]) for row in csv.DictReader(lines)]
    return {year: frozenset(day for day in days if day.year == year) for year in {day.year for day in days}}


def standing_bank_holidays(year: int) -> frozenset[date]:
    """What the Banking and Financial Dealings Act 1971 and standing practice give, without one-off proclamations."""
    easter = easter_sunday(year)
    days = {
        easter - 2 * _DAY,  # Good Friday
        easter + _DAY,
        _monday_on_or_after(date(year, 5, 1)),  # early May, first in 1978
        _monday_on_or_after(date(year, 5, 25)),  # spring
        _monday_on_or_after(date(year, 8, 25)),  # summer
    }
    # A holiday on a weekend is kept on the next weekday that is not one already.
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        day = fixed
        while day.weekday() >= 5 or day in days:
            day += _DAY
        days.add(day)
    return frozenset(days)


def easter_sunday(year: int) -> date:
    """Western Easter, by the Gregorian computus."""
    golden = year % 19
    century = year // 100
    # Days from 21 March to the paschal full moon, with the solar and lunar corrections of the calendar.
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    moon -= moon // 28 * (1 - moon // 28 * (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    return date(year, 3, 28) + timedelta(days=moon - weekday)


def _monday_on_or_after(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)
