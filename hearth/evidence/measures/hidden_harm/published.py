"""Hidden harm with its small numbers kept back: all of it that may leave the council."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from hearth.evidence.measures.disclosure import SmallNumbers, Sums, TooManyToProtect, keep_back
from hearth.evidence.measures.hidden_harm.calculate import HiddenHarm, Published
from hearth.evidence.measures.hidden_harm.definition import APART
from hearth.evidence.measures.hidden_harm.figures import (
    WHOLE,
    Place,
    Recorded,
    as_one,
    combination_sums,
    recorded,
    sums,
)
from hearth.evidence.measures.hidden_harm.nested import Part, nested

MOST_PARTS = 60
"""Of all breakdowns together; beyond it the one of most parts is left out."""


class AsOne(NamedTuple):
    """A figure of the telling in which drugs and alcohol are one factor."""

    place: Place


def publish(found: HiddenHarm, rule: SmallNumbers = SmallNumbers()) -> Published:  # noqa: B008  (frozen)
    """Everything told at once is protected at once: the whole, its combinations, and every part of every breakdown; and
    all of it with drugs and alcohol as two factors and as one, since both may be published and set side by side. So the
    same is decided whichever of them is `found`.

    And it is protected against one who knows which parts of two breakdowns have anybody in common (nested.py): that an area is
    the sum of its pods, and that nobody unborn is a girl.

    A breakdown that cannot be protected is left out, with words."""
    base = found.apart or found
    left_out: list[str] = []
    for name in [name for name in base.parts if _is_mostly_small(base, name, rule)]:
        base = _without(base, name)
        left_out.append(name)
    while True:
        kept: frozenset[Any] | None = None
        if sum(len(parts) for parts in base.parts.values()) <= MOST_PARTS:
            try:
                kept = _kept_back(base, rule)
                break
            except TooManyToProtect:
                if not base.parts:
                    break
        left_out.append(max(base.parts, key=lambda each: len(base.parts[each])))
        base = _without(base, left_out[-1])
    found = replace(found, parts={name: found.parts[name] for name in base.parts})
    counts = {
        place: None
        if count is None or kept is None or (AsOne(place) if found.apart else place) in kept
        else rule.rounded(count)
        for place, count in found.counts.items()
    }
    missing = {
        name: f"{found.definition.breakdowns[name].label} is left out: so many of its counts are small that it cannot be told "
        "safely, or hardly any would be left to read."
        for name in left_out
    }
    return Published(
        on=found.on, cohort=found.cohort, definition=found.definition, source=found.source, unit=found.unit,
        period=found.period, reaches=found.reaches, counts=counts, labels=found.labels,
        notes=_notes(found, rule, missing), threshold=rule.threshold, rounding=rule.rounding, left_out=missing,
    )  # fmt: skip


def sums_of(found: HiddenHarm) -> Sums:
    """All that is told as sums of cells: of the whole 17 (for four factors), of each part as many. `found` has drugs and
    alcohol apart; the figures of them as one (AsOne) are further sums of the same cells. What a reader knows of how the
    breakdowns lie in each other (nested.py) stands among the ties."""
    groups = list(found.definition.groups)
    every = recorded(groups)
    cells: list[int] = []
    places: dict[tuple[Part, Recorded], int] = {}
    for of, counted in found.cells.items():
        for each in every:
            places[of, each] = len(cells)
            cells.append(counted.get(each, 0))

    def in_any(parts: Iterable[Part], classes: Collection[Recorded]) -> frozenset[int]:
        return frozenset(places[part, each] for part in parts for each in classes)

    figures: dict[Any, frozenset[int]] = {}
    for of in found.cells:
        for name, classes in _told(groups, is_whole=of == WHOLE).items():
            figures[Place(*of, name)] = in_any([of], classes)
        if set(groups) >= APART:
            joined = list(found.definition.with_drugs_and_alcohol_as_one().groups)
            for name, classes in _told(joined, is_whole=of == WHOLE).items():
                figures[AsOne(Place(*of, name))] = in_any([of], [each for each in every if as_one(each) in classes])
    breakdowns = {by: [(by, part) for part in parts] for by, parts in found.parts.items()}
    blocks = {by: in_any(parts, every) for by, parts in breakdowns.items()}
    ties = [(in_any(parts, [each]), in_any([WHOLE], [each])) for parts in breakdowns.values() for each in every]
    for within in nested(found.overlapping, breakdowns):
        for each in every:
            these, those = in_any(within.these, [each]), in_any(within.those, [each])
            if not within.is_all:
                # Those who are in the latter alone are a cell too: no count is less than 0.
                rest = frozenset([len(cells)])
                cells.append(sum(cells[place] for place in those) - sum(cells[place] for place in these))
                these |= rest
            ties.append((these, those))
            for by, _ in (within.these[0], within.those[0]):
                blocks[by] |= these | those if within.is_all else rest
    return Sums(cells, figures, ties, list(blocks.values()))


def _told(groups: Sequence[str], *, is_whole: bool) -> dict[str, frozenset[Recorded]]:
    return sums(groups) | (combination_sums(groups) if is_whole else {})


def _kept_back(found: HiddenHarm, rule: SmallNumbers) -> frozenset[Any]:
    told = sums_of(found)
    costs = {
        figure: _cost(figure.place if isinstance(figure, AsOne) else figure, told.count(figure))
        for figure in told.figures
    }
    return keep_back(told, rule, cost=costs)


def _cost(place: Place, count: int) -> float:
    """What is lost where a figure is kept back: of the whole more than of a part, a total more than a detail, and of two
    alike the larger. How many there are in all is kept back last."""
    if place.name.startswith("only "):
        loss = 2.0
    elif place.name.startswith("exactly_"):
        loss = 3.0
    else:
        loss = {"n": 1_000.0, "none": 3.0, "not_recorded": 3.0, "at_least_one": 8.0}.get(place.name, 10.0)
    return loss * (1 if place.by else 20) * (1 + min(count, 10_000) / 10_000)


def _is_mostly_small(found: HiddenHarm, name: str, rule: SmallNumbers) -> bool:
    """Half of its counts that are not 0, or more: with those that would have to go with them, hardly any is left to read."""
    counts = [count for place, count in found.counts.items() if place.by == name and count]
    return 2 * sum(rule.is_small(count) for count in counts) > len(counts)


def _without(found: HiddenHarm, name: str) -> HiddenHarm:
    return replace(found, parts={each: counted for each, counted in found.parts.items() if each != name})


def _notes(found: HiddenHarm, rule: SmallNumbers, missing: Mapping[str, str]) -> tuple[str, ...]:
    told = [
        f"Counts of {rule.least} to {rule.threshold} are kept back, and others with them, so that none can be worked out "
        "from what is shown. What is kept back says so, or is empty; it is not 0."
    ]
    if rule.rounding > 1:
        told.append(
            f"Counts are rounded to the nearest {rule.rounding}; shares and intervals are of the rounded counts."
        )
    told += missing.values()
    told.append(
        "These figures are safe by themselves, and with drugs and alcohol as two factors beside the same with them as one. "
        f"The same {found.many} published again, parted otherwise, can be set beside them: publish one set."
    )
    return tuple(told)
