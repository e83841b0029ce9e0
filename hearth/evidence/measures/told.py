"""A measure as it is told, on a page, in print, in a spreadsheet and in JSON: one shape, made once, shown by all of them.

What is kept back is None, never 0, and is kept back before this is made: nothing that shows it can show too much.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True)
class Figure:
    """A count among those it is counted among. `share`, `low` and `high` lie between 0 and 1: the share and its Wilson 95 per
    cent interval, None where the count or those among whom it is counted are kept back or nobody."""

    name: str
    label: str
    count: int | None
    among: int | None
    share: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Block:
    """Figures that belong in one table. `by` says by what the council was parted for it ("Age"), `part` which part this is
    ("5 to 9"); both are empty for the whole."""

    name: str
    title: str
    figures: tuple[Figure, ...]
    by: str = ""
    part: str = ""
    note: str = ""


@dataclass(frozen=True)
class Combination:
    """The exact set of factors that somebody lives with, by the names of the definition's groups; empty: none of them."""

    factors: tuple[str, ...]
    count: int | None


class About(StrEnum):
    """What a warning is about: pages choose by it how loud it is said, and where."""

    STATE = "whether it may be given away"
    REACH = "what the facts do not reach to"
    NOBODY = "that nobody is counted among"
    NOT_RECORDED = "for how many nothing is recorded"
    KEPT_BACK = "what was kept back, and how"
    NOT_COMPARABLE = "figures that no line may join"


@dataclass(frozen=True)
class Warned:
    """`says` is a sentence or two."""

    about: About
    says: str


@dataclass(frozen=True)
class Telling:
    """`definition` is what is printed with every figure: label and words. `warnings` are said before the figures."""

    name: str
    title: str
    on: date
    unit: str
    cohort: str
    source: str
    definition: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, str], ...]
    """Of the groups, by name, in their order."""
    n: int | None
    not_recorded: int | None
    blocks: tuple[Block, ...]
    combinations: tuple[Combination, ...]
    warnings: tuple[Warned, ...] = ()
    is_published: bool = False
