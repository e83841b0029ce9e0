"""What is told of hidden harm: each figure a sum over the cells into which the counted fall.

A cell is a part of the council and what is recorded of those in it: the exact set of factors, or NOT_RECORDED. For four
factors there are 17 cells in each part. Every figure is such a sum, so what can be worked out of the figures shown can be
known (see disclosure.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from hearth.evidence.measures.hidden_harm.definition import APART, AS_ONE

NOT_RECORDED = None
Recorded = frozenset[str] | None
WHOLE = ("", "")


class Place(NamedTuple):
    """Where a figure stands. `by` and `part` are empty for the whole; `name` is one of n, not_recorded, none,
    at_least_one, exactly_1 ..., a factor, or what combination_name() says."""

    by: str
    part: str
    name: str


def as_one(found: Recorded) -> Recorded:
    """The same class where drugs and alcohol are one factor."""
    return (found - APART) | {AS_ONE} if found and found & APART else found


def recorded(groups: Iterable[str]) -> list[Recorded]:
    """Every class there is: NOT_RECORDED, nothing found, each set of factors."""
    names = list(groups)
    return [NOT_RECORDED, *(frozenset(each) for many in range(len(names) + 1) for each in combinations(names, many))]


def sums(groups: Sequence[str]) -> dict[str, frozenset[Recorded]]:
    """The classes that each figure of any part is the sum of, by the figure's name, in the order in which they are told."""
    every = recorded(groups)

    def those(many: Iterable[Recorded]) -> frozenset[Recorded]:
        return frozenset(many)

    return {
        "n": those(every),
        "not_recorded": those([NOT_RECORDED]),
        "none": those([frozenset()]),
        "at_least_one": those(each for each in every if each),
        **{group: those(each for each in every if each and group in each) for group in groups},
        **{
            f"exactly_{many}": those(each for each in every if each is not None and len(each) == many)
            for many in range(1, len(groups) + 1)
        },
    }


def combination_sums(groups: Sequence[str]) -> dict[str, frozenset[Recorded]]:
    """Of the whole alone: one figure for each set of factors, by its name."""
    return {combination_name(each, groups): frozenset([each]) for each in recorded(groups) if each}


def combination_name(factors: Iterable[str], groups: Sequence[str]) -> str:
    """ "only a+b": these factors and no other; "none" for none of them."""
    found = set(factors)
    return "only " + "+".join(name for name in groups if name in found) if found else "none"


def figures_of(
    cells: Mapping[tuple[str, str], Mapping[Recorded, int]], groups: Sequence[str]
) -> Iterator[tuple[Place, int]]:
    """Every figure told of the whole (WHOLE) and of each part."""
    of_part = sums(groups)
    of_whole = of_part | combination_sums(groups)
    for (by, part), counted in cells.items():
        for name, classes in (of_whole if (by, part) == WHOLE else of_part).items():
            yield Place(by, part, name), sum(count for each, count in counted.items() if each in classes)
