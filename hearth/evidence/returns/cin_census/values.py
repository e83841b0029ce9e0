"""One value of a return, as it was written and as it is understood.

A census file is evidence: a wrong value must stay visible. So every value is a pair: `raw` is the text of the file,
`parsed` is what it means, and `parsed` is None when the text means nothing that the census allows.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """`raw` is None when the element is absent and "" when it is there and empty."""

    raw: str | None
    parsed: T | None

    @property
    def is_given(self) -> bool:
        return self.raw is not None and not (self.raw == "" or self.raw.isspace())

    @property
    def is_wrong(self) -> bool:
        """Something is written, and it means nothing that the census allows."""
        return self.parsed is None and self.is_given


ABSENT: Value[Any] = Value(None, None)
EMPTY: Value[Any] = Value("", None)

REMEMBER_AT_MOST = 50_000


class Kind(Generic[T]):
    """How a text is understood: `parse` takes it without surrounding space and raises ValueError with a plain sentence.

    `known` remembers texts already understood, because a file says the same few dates and codes again and again;
    identifiers are never remembered.
    """

    __slots__ = ("known", "parse", "remembers")

    def __init__(self, parse: Callable[[str], T], *, remembers: bool = True) -> None:
        self.parse = parse
        self.remembers = remembers
        self.known: dict[str | None, Value[T]] = {None: EMPTY}

    def understood(self, raw: str) -> Value[T]:
        """Raises ValueError when `raw` is wrong."""
        text = raw.strip()
        if not text:
            return Value(raw, None)
        value = Value(raw, self.parse(text))
        if self.remembers and len(self.known) < REMEMBER_AT_MOST:
            self.known[raw] = value
        return value


FIRST_YEAR, LAST_YEAR = 1000, 2199
"""A date beyond these is a slip of a program or of a hand, and nothing could be reckoned from it."""

# XML Schema allows a time zone after a date. It is accepted and left out: a day in England is a day.
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?=(?:Z|[+-]\d{2}:\d{2})?\Z)", re.ASCII)


def _date(text: str) -> date:
    found = _DATE.match(text)
    if found is None:
        raise ValueError("A date is written year-month-day, as 2026-03-31.")
    try:
        day = date.fromisoformat(found.group())
    except ValueError:
        raise ValueError("There is no such day in the calendar.") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"A date of a census lies in the years {FIRST_YEAR} to {LAST_YEAR}.")
    return day


_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)


def _moment(text: str) -> datetime:
    try:
        if _MOMENT.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError("A moment is written as 2026-05-23T11:14:05.")


_FLAGS = {"0": False, "false": False, "1": True, "true": True}  # the four spellings of XML Schema's boolean


def _flag(text: str) -> bool:
    if text not in _FLAGS:
        raise ValueError("Yes is written 1 or true, no is written 0 or false.")
    return _FLAGS[text]


def _whole_number(text: str) -> int:
    # Nine digits: far above any count, and far below the length at which Python refuses to convert.
    if re.fullmatch(r"\+?\d{1,9}", text, re.ASCII) is None:
        raise ValueError("A whole number, 0 or more, is expected.")
    return int(text)


def _year(text: str) -> int:
    if re.fullmatch(r"\d{4}", text, re.ASCII) is None:
        raise ValueError("A year is written with four digits.")
    year = int(text)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError("No census is of this year. Correct it and make the file again.")
    return year


def _pattern(pattern: str, says: str) -> Kind[str]:
    compiled = re.compile(pattern, re.ASCII)

    def parse(text: str) -> str:
        if compiled.fullmatch(text) is None:
            raise ValueError(says)
        return text

    return Kind(parse, remembers=False)


def _read_code_sets() -> Mapping[str, frozenset[str]]:
    sets: dict[str, set[str]] = defaultdict(set)
    with files(__package__).joinpath("codes.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            sets[row["code_set"]].add(row["value"])
    return {name: frozenset(values) for name, values in sets.items()}


# The DfE's code lists by the names that the census schema gives them; values only, meanings live elsewhere.
CODE_SETS: Mapping[str, frozenset[str]] = _read_code_sets()

LIST_AT_MOST = 10


def code(code_set: str) -> Kind[str]:
    allowed = CODE_SETS[code_set]
    says = "This code is not in the DfE's list for this item."
    if len(allowed) <= LIST_AT_MOST:
        says = f"This code is not in the DfE's list, which is {', '.join(sorted(allowed))}."

    def parse(text: str) -> str:
        if text not in allowed:
            raise ValueError(says)
        return text

    return Kind(parse)


DATE = Kind(_date)
MOMENT = Kind(_moment, remembers=False)
FLAG = Kind(_flag)
WHOLE_NUMBER = Kind(_whole_number)
YEAR = Kind(_year)
TEXT: Kind[str] = Kind(str, remembers=False)
UPN = _pattern(
    r"[A-Za-z]\d{11}[\dA-Za-z]", "A unique pupil number is a letter, eleven digits, then one digit or letter."
)
AUTHORITY = _pattern(r"\d{3}", "An authority's number has three digits.")
SERIAL_NUMBER = _pattern(r"\d{3,}", "A serial number has three digits or more.")
