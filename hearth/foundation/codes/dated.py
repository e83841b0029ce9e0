"""Codes that know when they were in force."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Self, TypeVar

from django.db.models import TextChoices


@dataclass(frozen=True)
class Years:
    """The collection years a code was published for, both ends included.

    A collection year is named by the year it ends in: 2025 is 1 April 2024 to 31 March 2025.
    `None` means that no start or end is known to us, not that there was none.
    """

    first: int | None = None
    last: int | None = None

    def __contains__(self, year: int) -> bool:
        return (self.first is None or year >= self.first) and (self.last is None or year <= self.last)


ALL_YEARS = Years()


def collection_year(on: date) -> int:
    """The census year a day falls in, named by the 31 March that ends it."""
    return on.year + 1 if (on.month, on.day) >= (4, 1) else on.year


_Codes = TypeVar("_Codes", bound="DatedChoices")


class DatedChoices(TextChoices):
    """A code list. Members are `"18B", Years(first=2021), "label"`, or `"18B", "label"` when no dates are known.

    A withdrawn code stays a member for ever, since old records hold it; `choices_on` leaves it off new forms.
    """

    years: Years

    def __new__(cls, code: str, years: Years = ALL_YEARS) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.years = years
        return member

    @property
    def first(self) -> int | None:
        return self.years.first

    @property
    def last(self) -> int | None:
        return self.years.last

    def in_force(self, on: date) -> bool:
        return collection_year(on) in self.years

    @classmethod
    def choices_on(cls, on: date) -> list[tuple[str, str]]:
        """What a form may offer on this day."""
        return [(member.value, str(member.label)) for member in cls if member.in_force(on)]

    @classmethod
    def read(cls, text: str | None) -> Self | None:
        """The member a return means, forgiving spaces and case; None when it is none of ours."""
        return _by_folded_code(cls).get((text or "").strip().casefold())


@cache
def _by_folded_code(codes: type[_Codes]) -> dict[str, _Codes]:
    # A census file asks tens of thousands of times.
    return {member.value.casefold(): member for member in codes}


def in_force(code: DatedChoices, on: date) -> bool:
    return code.in_force(on)
