"""Small numbers kept back, and with them whatever would let a reader work them out.

Everything told at once is a list of sums over the same cells: totals, margins, parts that add up to the whole. A small count
that is merely left blank comes back by subtraction. So what is shown is attacked as a reader with a computer would: which
tables of whole numbers, none of them negative, agree with every figure shown?

**The rule.** A count in 1 to `threshold` is small and is kept back. The reader is taken to know this rule, the cells, which sums
of them are equal (`ties`), and that no zero is ever kept back. A small count is
safe when the tables that agree with what is shown leave it a range at least as wide as its blank does by itself: for 1 to 5,
five whole numbers. So the reader may be told that it is small, since the marker "1 to 5" says that of many, but not which of
the small it is, nor anything closer.
Other counts are kept back until that holds of every small one. Such a count needs no width of its own, but one that could
still be worked out exactly is shown again: it protects nothing. So no count that is kept back can be worked out.

A range is not taken from a relaxation: a count is called safe only where two tables in whole numbers are at hand that prove
it, and keeping more back leaves both of them possible.

Not within its reach: two publications of the same children set side by side (other breakdowns, another threshold, the next
day; but one factor in the place of two is: see hidden_harm/published.py); what somebody knows already (a figure of 6 of
which five are theirs); a share of all or of nobody, which tells of everybody in it. Source of the threshold of 6: the
Department for Education's convention for figures on children.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack
from scipy.sparse.csgraph import connected_components

Key = TypeVar("Key", bound=Hashable)

_LEAST = 1e-7
_FIXED = -1
_NONE_THERE = 2  # HiGHS's answer, through scipy, that no table at all agrees
_NODES = 50  # of one search in whole numbers: a count of nodes and not of seconds, so that the same facts give the same figures


@dataclass(frozen=True)
class SmallNumbers:
    """`threshold` is the largest count that is kept back, `rounding` what those shown are rounded to (1: not at all). Refused,
    with a sentence: a rounding that tells a count as 0 that is not small enough to be kept back."""

    least: ClassVar[int] = 1
    """The least that a count kept back can be."""
    threshold: int = 5
    rounding: int = 1

    def is_small(self, count: int) -> bool:
        return self.least <= count <= self.threshold

    def rounded(self, count: int) -> int:
        """To the nearest; a half goes up. It is done after keeping back, and tells less than the exact count would."""
        return (2 * count + self.rounding) // (2 * self.rounding) * self.rounding

    def __post_init__(self) -> None:
        if self.threshold < 1 or self.rounding < 1:
            raise ValueError("A threshold and a base of rounding are at least 1.")
        if self.rounded(self.threshold + 1) == 0:
            raise ValueError(
                f"Round to {2 * (self.threshold + 1)} at most: rounded to the nearest {self.rounding}, a count of "
                f"{self.threshold + 1} would be told as 0."
            )


class TooManyToProtect(Exception):
    """The search for what must be kept back was given up: nothing of what was asked for can be told."""


@dataclass(frozen=True)
class Sums:
    """What is told of cells. `cells` are the true counts. Each of `figures` is a sum of cells, by their places. `ties` are
    sums of cells known to be equal: each a pair, such as the parts of a breakdown and the whole. A cell of which nothing is told
    may stand in them for a difference that cannot be less than 0."""

    cells: Sequence[int]
    figures: Mapping[Any, frozenset[int]]
    ties: Sequence[tuple[frozenset[int], frozenset[int]]] = ()
    blocks: Sequence[frozenset[int]] = ()
    """Cells that hang together: those of one breakdown, and of what is tied to it; of several that hold a cell, the last counts.
    Only where to look first; it changes nothing of what is safe."""

    def count(self, figure: Any) -> int:
        return sum(self.cells[cell] for cell in self.figures[figure])


def keep_back(sums: Sums, rule: SmallNumbers, *, cost: Mapping[Any, float], most_searches: int = 600) -> frozenset[Any]:
    """The figures that must not be shown: the small ones, and others until no small one can be worked out.

    Where there is a choice, what costs least by `cost` goes. Figures that are the same sum are kept back together. Raises
    TooManyToProtect after `most_searches`. Half as many more are spent on what may be shown again; what these do not
    reach stays kept back.
    """
    rows = _Rows.of(sums, cost)
    is_small = (rows.counts >= rule.least) & (rows.counts <= rule.threshold)
    near = {cell: block for block in sums.blocks for cell in block}
    reader = Reader(
        sums.cells, rows.matrix, _ties(sums), rule, kept_back=is_small, near=near, most_searches=most_searches
    )
    for row in np.flatnonzero(is_small).tolist():
        while not reader.is_unsure_of(row):
            reader.kept_back[rows.cheapest(reader.gave_away, shown=~reader.kept_back)] = True
    reader.searches_left = most_searches // 2
    with suppress(TooManyToProtect):  # it is safe by now, and showing again what is proved to tell nothing leaves it so
        for row in np.flatnonzero(reader.kept_back & ~is_small).tolist():
            if reader.works_out(row):
                reader.kept_back[row] = False
    return rows.named(reader.kept_back)


class Reader:
    """One who is shown some of the figures and asks what the others can be: the attack that keep_back() defends against.

    `matrix` has a row for each figure and a column for each cell; each row of `ties` sums to 0. `kept_back` may be added to
    between questions. `gave_away` says, after a question that found too little, which figures shown forbade it."""

    def __init__(
        self,
        cells: Sequence[int],
        matrix: csr_array,
        ties: csr_array,
        rule: SmallNumbers,
        *,
        kept_back: np.ndarray,
        near: Mapping[int, frozenset[int]],
        most_searches: int = 1_000_000,
    ) -> None:
        self.near = near
        self.cells = np.array(cells, dtype=float)
        self.matrix, self.ties, self.rule = matrix, ties, rule
        self.counts = matrix @ self.cells
        self.kept_back = kept_back.copy()
        self.gave_away: np.ndarray = np.zeros(0, dtype=int)
        self.searches_left = most_searches
        every = abs(vstack([matrix, ties], format="csr"))
        self._together = every.T @ every  # cells that stand in one equation, whatever of it is kept back
        self._is_proved = False
        self._state = b""
        self._parted: dict[tuple[bool, frozenset[int]], _Parted] = {}
        # Of each figure, among the tables found so far: all of them stay possible when more is kept back.
        self._lowest, self._highest = self.counts.copy(), self.counts.copy()

    def is_unsure_of(self, row: int) -> bool:
        """Whether the range left to the reader is at least as wide as the blank's own."""
        width = self.rule.threshold - self.rule.least
        if self._highest[row] - self._lowest[row] >= width:
            return True
        # The most first: where even the least beside it would be too near, there is no need to look for the least.
        most = self._reach(row, self._lowest[row] + width, at_least=True)
        if most is None:
            return True
        if self._lowest[row] > self.rule.least and most - self.rule.least >= width:
            gave_away = self.gave_away
            nearest = self._reach(row, self.rule.least, at_least=False)
            if nearest is not None and nearest < self._lowest[row]:
                self._reach(row, nearest, at_least=False)
            if self._lowest[row] + width <= most:
                return self._reach(row, self._lowest[row] + width, at_least=True) is None
            self.gave_away = gave_away
        return False

    def works_out(self, row: int) -> bool:
        """Whether it is proved that it can be no other than it is."""
        count = self.counts[row]
        for bound, at_least in ((count + 1, True), (count - 1, False)):
            if self._lowest[row] != self._highest[row]:
                return False
            self._reach(row, bound, at_least=at_least, everywhere=True)
            if not self._is_proved:
                return False
        return True

    def _reach(self, row: int, bound: float, *, at_least: bool, everywhere: bool = False) -> float | None:
        """Look for a table of whole numbers that agrees with all that is shown and has this figure at the bound or beyond.
        None where one was found, and learnt; else the whole number nearest to the bound that may be reached."""
        if self.searches_left <= 0:
            raise TooManyToProtect
        self.searches_left -= 1
        within = self.near.get(int(self._cells_of(row)[0]))
        # First among the tables that differ within the figure's own breakdown alone: fewer, and most often enough. Where
        # they are not, something of that breakdown is in the way, and more is kept back than the widest search would want.
        if within and not everywhere:
            reached = self._search(self._part_about(row, within=within), row, bound, at_least)
            if reached is None or (self.counts[self.gave_away] > 0).any():
                return reached
        reached = self._search(self._part_about(row), row, bound, at_least)
        if reached is not None and not (self.counts[self.gave_away] > 0).any():
            # What was put in for being known by itself is what gave it away.
            reached = self._search(self._part_about(row, put_in_known=False), row, bound, at_least)
        return reached

    def _search(self, part: _Part, row: int, bound: float, at_least: bool) -> float | None:
        self.gave_away, self._is_proved = part.shown, True
        if not len(part.cells):
            return float(self.counts[row])
        target = np.isin(part.cells, self._cells_of(row)).astype(float)
        fixed = float(part.known[self._cells_of(row)].sum())
        relaxed = linprog(
            -target if at_least else target,
            A_ub=-part.kept if part.kept.shape[0] else None,
            b_ub=-part.kept_least if part.kept.shape[0] else None,
            A_eq=part.equal,
            b_eq=part.equals,
            bounds=(0, None),
            method="highs",
        )
        if relaxed.status == 0:
            reached = float(target @ relaxed.x) + fixed
            is_used = np.abs(relaxed.eqlin.marginals[: len(part.shown)]) > _LEAST
            self.gave_away = part.shown[is_used]
            nearest = np.floor(reached + 1e-6) if at_least else np.ceil(reached - 1e-6)
            if (nearest < bound) if at_least else (nearest > bound):
                return float(nearest)
            if self._learn(part, relaxed.x) and self._is_reached(row, bound, at_least):
                self._is_proved = False
                return None
        rest = bound - fixed
        found = milp(
            np.zeros(len(target)),
            integrality=np.ones(len(target)),
            bounds=Bounds(0, np.inf),
            constraints=LinearConstraint(
                vstack([part.equal, part.kept, csr_array(target[None, :])], format="csr"),
                np.concatenate([part.equals, part.kept_least, [rest if at_least else -np.inf]]),
                np.concatenate([part.equals, np.full(len(part.kept_least), np.inf), [np.inf if at_least else rest]]),
            ),
            options={"node_limit": _NODES},
        )
        self._is_proved = found.status == _NONE_THERE
        if found.x is not None and self._learn(part, found.x) and self._is_reached(row, bound, at_least):
            return None
        return float(bound - 1 if at_least else bound + 1)

    def _is_reached(self, row: int, bound: float, at_least: bool) -> bool:
        return bool(self._highest[row] >= bound if at_least else self._lowest[row] <= bound)

    def _learn(self, part: _Part, found: np.ndarray) -> bool:
        """Take a table only if it truly agrees, in whole numbers."""
        table = self.cells.copy()
        table[part.cells] = np.rint(found)
        figures = self.matrix @ table
        if (
            (table < 0).any()
            or (self.ties @ table != 0).any()
            or (figures[~self.kept_back] != self.counts[~self.kept_back]).any()
            or (figures[self.kept_back] < self.rule.least).any()
        ):
            return False
        self._lowest = np.minimum(self._lowest, figures)
        self._highest = np.maximum(self._highest, figures)
        return True

    def _part_about(self, row: int, *, put_in_known: bool = True, within: frozenset[int] = frozenset()) -> _Part:
        """The equations that bear on a figure. Cells that are known by themselves are put in; what hangs together with the
        figure's own cells by no equation is left out. It loses nothing, and is several times smaller."""
        state = self.kept_back.tobytes()
        if state != self._state:
            self._state, self._parted = state, {}
        if (put_in_known, within) not in self._parted:
            self._parted[put_in_known, within] = self._hanging_together(put_in_known=put_in_known, within=within)
        parted = self._parted[put_in_known, within]
        # A figure's own equation is among them, so all of its open cells hang together.
        label = max(parted.label[self._cells_of(row)], default=_FIXED)
        if label not in parted.parts:
            parted.parts[label] = self._part(parted, np.flatnonzero((parted.label == label) & (label != _FIXED)))
        return parted.parts[label]

    def _hanging_together(self, *, put_in_known: bool, within: frozenset[int]) -> _Parted:
        """Which open cells hang together by some equation, as long as `kept_back` stays as it is."""
        shown, kept = np.flatnonzero(~self.kept_back), np.flatnonzero(self.kept_back)
        equal = vstack([self.matrix[shown], self.ties], format="csr")
        equals = np.concatenate([self.counts[shown], np.zeros(self.ties.shape[0])])
        is_open = self._open_cells(equal, equals) if put_in_known else np.ones(len(self.cells), dtype=bool)
        if within:
            is_open &= np.isin(np.arange(len(self.cells)), list(within))
        label = np.full(len(self.cells), _FIXED)
        label[is_open] = connected_components(self._together[is_open][:, is_open], directed=False)[1]
        return _Parted(shown, equal, equals, kept, label)

    def _part(self, parted: _Parted, cells: np.ndarray) -> _Part:
        shown, equal, kept = parted.shown, parted.equal, parted.kept
        known = self.cells.copy()
        known[cells] = 0
        some_equal = np.flatnonzero(abs(equal[:, cells]).sum(axis=1) > 0)
        some_kept = np.flatnonzero(self.matrix[kept][:, cells].sum(axis=1) > 0)
        return _Part(
            cells=cells,
            known=known,
            shown=shown[some_equal[some_equal < len(shown)]],
            equal=equal[some_equal][:, cells],
            equals=parted.equals[some_equal] - equal[some_equal] @ known,
            kept=self.matrix[kept[some_kept]][:, cells],
            kept_least=self.rule.least - self.matrix[kept[some_kept]] @ known,
        )

    def _cells_of(self, row: int) -> np.ndarray:
        return np.asarray(self.matrix.indices[self.matrix.indptr[row] : self.matrix.indptr[row + 1]])

    def _open_cells(self, equal: csr_array, equals: np.ndarray) -> np.ndarray:
        """Those that no equation alone fixes: a sum of 0 fixes all of its cells, a sum of one cell fixes it."""
        is_open = np.ones(len(self.cells), dtype=bool)
        has_no_minus = np.asarray((equal < 0).sum(axis=1)).ravel() == 0
        stands_in = abs(equal)
        while True:
            left = equals - equal @ np.where(is_open, 0, self.cells)
            how_many = stands_in @ is_open
            fixes = (how_many > 0) & (((left == 0) & has_no_minus) | (how_many == 1))
            fixed = (fixes @ stands_in > 0) & is_open
            if not fixed.any():
                return is_open
            is_open &= ~fixed


@dataclass(frozen=True)
class _Part:
    """Equations over some of the cells; `known` has the others' counts, and 0 for these."""

    cells: np.ndarray
    known: np.ndarray
    shown: np.ndarray
    """The figures that the first of the equations are."""
    equal: csr_array
    equals: np.ndarray
    kept: csr_array
    kept_least: np.ndarray


@dataclass(frozen=True)
class _Parted:
    """The cells by what hangs together: `label` of each, _FIXED for those that are known. `equal` are the figures `shown`, then
    the ties; `parts` those asked for so far, by label."""

    shown: np.ndarray
    equal: csr_array
    equals: np.ndarray
    kept: np.ndarray
    label: np.ndarray
    parts: dict[int, _Part] = field(default_factory=dict)


@dataclass(frozen=True)
class _Rows:
    """Figures that are the same sum are one row."""

    names: list[list[Any]]
    matrix: csr_array
    counts: np.ndarray
    cost: np.ndarray

    @classmethod
    def of(cls, sums: Sums, cost: Mapping[Any, float]) -> _Rows:
        alike: dict[frozenset[int], list[Any]] = {}
        for name, cells in sums.figures.items():
            alike.setdefault(cells, []).append(name)
        matrix = _matrix(alike, len(sums.cells))
        return cls(
            list(alike.values()),
            matrix,
            matrix @ np.array(sums.cells, dtype=float),
            np.array([sum(cost[name] for name in names) for names in alike.values()]),
        )

    def cheapest(self, among: np.ndarray, *, shown: np.ndarray) -> int:
        """Of those that may be kept back: a zero may not. Where all that gave it away are zeros, of all that are shown."""
        may = shown & (self.counts > 0)
        choice = among[may[among]]
        if not len(choice):
            choice = np.flatnonzero(may)
        if not len(choice):
            raise TooManyToProtect
        return int(choice[np.argmin(self.cost[choice])])

    def named(self, rows: np.ndarray) -> frozenset[Any]:
        return frozenset(name for row in np.flatnonzero(rows) for name in self.names[row])


def _matrix(rows: Iterable[Iterable[int]], columns: int) -> csr_array:
    places = [(number, cell) for number, cells in enumerate(rows) for cell in cells]
    height = places[-1][0] + 1 if places else 0
    at = ([row for row, _ in places], [cell for _, cell in places])
    return csr_array((np.ones(len(places)), at), shape=(height, columns))


def _ties(sums: Sums) -> csr_array:
    columns = len(sums.cells)
    if not sums.ties:
        return csr_array((0, columns))
    return csr_array(
        _matrix([one for one, _ in sums.ties], columns) - _matrix([other for _, other in sums.ties], columns)
    )
