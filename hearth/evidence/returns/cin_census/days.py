"""The days a census's rules compare with."""

from __future__ import annotations

from datetime import date, timedelta

from hearth.foundation.periods.working_days import is_working_day

NAMES = (
    "reference_date",
    "day_after",
    "year_start",
    "last_working_day_before",
    "working_days_ago_15",
    "working_days_ago_45",
    "of_school_age_if_born_by",
)


def days_of(reference_date: date) -> dict[str, date]:
    """By NAMES. The census year runs from 1 April to the reference date, both included; `day_after` is
    the day after that; `last_working_day_before` is the
    last working day before it began. `working_days_ago_n` is the n-th working day before the reference date. A child born
    by `of_school_age_if_born_by` was five by the last 31 August before that date, when the school year begins.
    """
    year_start = date(reference_date.year - 1, 4, 1)
    found = (
        reference_date,
        reference_date + timedelta(days=1),
        year_start,
        _working_days_before(year_start, 1),
        _working_days_before(reference_date, 15),
        _working_days_before(reference_date, 45),
        date(reference_date.year - 6, 8, 31),
    )
    return dict(zip(NAMES, found, strict=True))


def _working_days_before(day: date, n: int) -> date:
    while n:
        day -= timedelta(days=1)
        n -= is_working_day(day)
    return day
