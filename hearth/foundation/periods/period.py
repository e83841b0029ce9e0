"""Stretches of days, and the arithmetic of months and ages."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Self


@dataclass(frozen=True, order=True)
class Period:
    """From `starts_on` up to, and not including, `ends_on`; `None` means it has not ended.

    A period that starts and ends on one day is empty, as in PostgreSQL's `daterange`: it holds no day and meets
    no other period.
    """

    starts_on: date
    ends_on: date | None = None

    def __post_init__(self) -> None:
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise ValueError("A period cannot end before it starts.")

    @property
    def is_open(self) -> bool:
        return self.ends_on is None

    def contains(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    def overlaps(self, other: Self) -> bool:
        ends = [end for end in (self.ends_on, other.ends_on) if end is not None]
        if not ends:
            return True
        return max(self.starts_on, other.starts_on) < min(ends)

    def length(self, *, on: date) -> int:
        """Days of the period that had passed by the start of `on`: its whole length once it has ended."""
        end = on if self.ends_on is None else min(on, self.ends_on)
        return max(0, (end - self.starts_on).days)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day: 31 August and 6 months is 28 or 29 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(a: date, b: date) -> int:
    """Whole months from `a` to `b`, by the arithmetic of `add_months`; `b` may not come first."""
    if b < a:
        raise ValueError("Months are counted forwards.")
    months = (b.year - a.year) * 12 + b.month - a.month
    return months if add_months(a, months) <= b else months - 1


def age_on(born: date, day: date) -> int:
    """Age in whole years. Someone born on 29 February is a year older on 1 March when there is no 29th."""
    if day < born:
        raise ValueError("There is no age before birth.")
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
