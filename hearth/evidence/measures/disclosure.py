"""What may leave the walls: no count from which somebody could be told.

A count under the threshold is kept back, and then so many others that nobody can work it out from the totals
(secondary suppression). What is kept back is None, never 0. A true 0 tells nothing of anybody and stays.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Cell = TypeVar("Cell", bound=Hashable)

THRESHOLD = 6
"""Counts of 1 to 5 are kept back: the Department's rule for published council figures on children in need."""


@dataclass(frozen=True)
class Rule:
    threshold: int = THRESHOLD
    round_to: int = 1
    """Counts that are shown are rounded to the nearest multiple; 1 leaves them as they are."""

    def is_small(self, count: int) -> bool:
        return 0 < count < self.threshold

    def shown(self, count: int) -> int:
        """Halves go up."""
        return (count + self.round_to // 2) // self.round_to * self.round_to if self.round_to > 1 else count


def keep_back(
    counts: Mapping[Cell, int], sums: Sequence[frozenset[Cell]], rule: Rule = Rule()
) -> dict[Cell, int | None]:
    """The counts as they may be shown. `sums` are the sets of cells whose sum is published: a margin, a total, a figure.

    In each sum either nothing is kept back, or at least two cells are, which together could be anything from the one
    extreme to the other: their sum is not under the threshold. A cell that is kept back for this is the smallest that
    does it. Repeats until every sum is safe; at worst everything is kept back.
    """
    hidden = {cell for cell, count in counts.items() if rule.is_small(count)}
    settled = False
    while not settled:
        settled = True
        for members in sums:
            ours = [cell for cell in members if cell in hidden]
            if not ours or (len(ours) > 1 and sum(counts[cell] for cell in ours) >= rule.threshold):
                continue
            others = sorted((cell for cell in members if cell not in hidden and counts[cell]), key=lambda c: counts[c])
            others = others or sorted((cell for cell in members if cell not in hidden), key=lambda c: counts[c])
            if others:
                hidden.add(others[0])
                settled = False
    return {cell: None if cell in hidden else rule.shown(count) for cell, count in counts.items()}


def could_be_worked_out(
    shown: Mapping[Cell, int | None], sums: Mapping[frozenset[Cell], int], *, most: int
) -> dict[Cell, int]:
    """What an attacker gets: hidden cells that have one possible value only, given the sums, each cell from 0 to `most`.

    For the tests: it tries every value, so keep the tables small.
    """
    hidden = [cell for cell, count in shown.items() if count is None]
    possible: dict[Cell, set[int]] = {cell: set() for cell in hidden}

    def fits(given: dict[Cell, int]) -> bool:
        for members, total in sums.items():
            known = [given.get(cell, shown[cell]) for cell in members]
            if all(count is not None for count in known) and sum(c for c in known if c is not None) != total:
                return False
        return True

    def attempt(given: dict[Cell, int], left: list[Cell]) -> None:
        if not fits(given):
            return
        if not left:
            for cell, count in given.items():
                possible[cell].add(count)
            return
        for count in range(most + 1):
            attempt(given | {left[0]: count}, left[1:])

    attempt({}, hidden)
    return {cell: next(iter(values)) for cell, values in possible.items() if len(values) == 1}
