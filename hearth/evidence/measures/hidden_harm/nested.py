"""How breakdowns lie in each other: an area is the sum of its pods, and no child is born whose age is "Unborn".

A reader knows that much of the council, and can reckon with it. So what is kept back is decided against one who knows, of every
two breakdowns, which of their parts have anybody in common, and draws from it what follows for whole parts: which of them are as
many as others together, and that each lies in those it meets, however many these are. It is taken from the facts and not from
the names of breakdowns. Where few stand in a part, the facts show more of it than anybody knows (the one child of a team lies in
one age); a reader who knows too much is the safe one to reckon with.

Not reckoned with: what follows only for several parts taken together, each of which meets others (teams that share some of their
ages: that together they lie in all of these); a reader who knows how many there are in two parts at once (the girls of a pod);
one who knows which parts of three breakdowns meet (no boy of that age in that pod); and one who takes nearly for wholly (all of a
pod but one child lie in one area), who may be right of a count without knowing it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

Part = tuple[str, str]
"""A breakdown and a part of it; ("", "") is the whole."""


class Within(NamedTuple):
    """Whoever is in one of `these` is in one of `those`, so in every class of what is recorded they are no more; `is_all`: nor
    fewer."""

    these: tuple[Part, ...]
    those: tuple[Part, ...]
    is_all: bool


def nested(overlapping: Collection[tuple[Part, Part]], breakdowns: Collection[str]) -> Iterator[Within]:
    """What follows from it for every two of these breakdowns, in an order that is the same each time: parts that hang together
    by having somebody in common are as many on both sides (an area and its pods), and those that lie in certain parts alone
    are among these (the unborn among those of no known sex; a team of the young among the two youngest ages)."""
    pairs = sorted(overlapping)
    for two in combinations(breakdowns, 2):
        meets: dict[Part, set[Part]] = {}
        for one, other in pairs:
            if {one[0], other[0]} == {*two}:
                meets.setdefault(one, set()).add(other)
                meets.setdefault(other, set()).add(one)
        together = list(_hanging_together(meets))
        # Where all of them do, the whole says already that they are as many.
        for parts in together if len(together) > 1 else []:
            sides = [tuple(part for part in parts if part[0] == by) for by in two]
            yield Within(sides[0], sides[1], is_all=True)
        for parts in together:
            yield from dict.fromkeys(_among(parts, meets))


def _among(parts: Sequence[Part], meets: Mapping[Part, set[Part]]) -> Iterator[Within]:
    """Of parts that hang together. That the first lie in the second says also that the rest of the second's breakdown lies in the
    rest of the first's: the shorter of the two is told, since with the longer the search takes up to twice as long."""
    for those in dict.fromkeys(tuple(sorted(meets[part])) for part in parts):
        these = tuple(part for part in parts if meets[part] <= {*those})
        rest_of_those = tuple(part for part in parts if part[0] == those[0][0] and part not in those)
        rest_of_these = tuple(part for part in parts if part[0] == these[0][0] and part not in these)
        if rest_of_those:
            same = (these, those), (rest_of_those, rest_of_these)
            yield Within(*min(same, key=lambda two: (len(two[0]) + len(two[1]), two)), is_all=False)


def _hanging_together(meets: Mapping[Part, set[Part]]) -> Iterator[list[Part]]:
    seen: set[Part] = set()
    for first in meets:
        if first in seen:
            continue
        reached = [first]
        for part in reached:  # it grows as it is walked
            reached += sorted(meets[part] - {*reached})
        seen |= {*reached}
        yield sorted(reached)
