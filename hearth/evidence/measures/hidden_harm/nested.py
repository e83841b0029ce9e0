"""How breakdowns lie in each other: an area is the sum of its pods, and no child is born whose age is "Unborn".

A reader knows that much of the council, and can reckon with it. So what is kept back is decided against one who knows which
parts of two breakdowns have anybody in common, as far as that makes sums equal, or one part lie in another. It is taken from the
facts and not from the names of breakdowns. Where few stand in a part, the facts show more of it than anybody knows (the one
child of a team lies in one age); a reader who knows too much is the safe one to reckon with.

Not reckoned with: a reader who knows how many there are in two parts at once (the girls of a pod); one who knows that a part lies
in several others together and not in the rest, beyond what follows from the above; and one who takes nearly for wholly (all of a
pod but one child lie in one area), who may be right of a count without knowing it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from hearth.evidence.measures.hidden_harm.definition import MORE_THAN_ONE

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
    by having somebody in common are as many on both sides (an area and its pods), and those that lie in one part alone are
    among it (the unborn among those of no known sex; of families, among those of no known or of more than one sex)."""
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
        for those in dict.fromkeys(tuple(sorted(others)) for others in meets.values()):
            these = tuple(part for part, others in meets.items() if others <= {*those})
            is_one = len([name for _, name in those if name != MORE_THAN_ONE]) <= 1
            if is_one and {*these} < {other for part in those for other in meets[part]}:
                yield Within(these, those, is_all=False)


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
