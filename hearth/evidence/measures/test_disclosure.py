"""What is kept back cannot be worked out: shown by exact search, over what a reader with a computer would know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from hearth.evidence.measures.disclosure import SmallNumbers, Sums, TooManyToProtect, keep_back
from hearth.evidence.measures.hidden_harm.calculate import HiddenHarm
from hearth.evidence.measures.hidden_harm.definition import AS_ONE, definition
from hearth.evidence.measures.hidden_harm.figures import Place, Recorded, recorded
from hearth.evidence.measures.hidden_harm.nested import Part
from hearth.evidence.measures.hidden_harm.published import AsOne, publish, sums_of

RULE = SmallNumbers()
GROUPS = list(definition().groups)
ALONE: frozenset[tuple[Part, Part]] = frozenset()
"""Of no two breakdowns is there anything to know."""


def council(
    parts: Mapping[str, Mapping[str, Mapping[Recorded, int]]],
    whole: Mapping[Recorded, int],
    overlapping: frozenset[tuple[Part, Part]],
) -> HiddenHarm:
    return HiddenHarm(
        on=date(2026, 3, 31), cohort="in_need", definition=definition(), source="invented", unit="child", period=None,
        not_recorded=whole.get(None, 0), combinations={each: count for each, count in whole.items() if each is not None},
        parts=parts, labels={(by, part): part for by, found in parts.items() for part in found}, overlapping=overlapping,
    )  # fmt: skip


SMALL_COUNCIL: dict[Recorded, int] = {
    None: 14,
    **{
        frozenset(GROUPS[place] for place in places): count
        for places, count in {
            (): 35,
            (0,): 35,
            (1,): 30,
            (0, 1): 16,
            (3,): 8,
            (0, 1, 2): 8,
            (0, 1, 2, 3): 8,
            (2,): 5,
            (0, 2, 3): 5,
            (0, 3): 4,
            (0, 2): 3,
            (1, 3): 2,
            (0, 1, 3): 2,
            (2, 3): 1,
            (1, 2, 3): 1,
        }.items()
    },
}
"""177 children."""


def small_in(told: Sums) -> set[Any]:
    return {figure for figure in told.figures if RULE.is_small(told.count(figure))}


def worked_out(told: Sums, kept_back: set[Any], figure: Any) -> tuple[int, int]:
    """The least and the most that a figure can be, by exact search over all tables of whole numbers that agree. The reader is
    taken to know that no cell is more than 1,000, so that the search always has an end."""
    size = len(told.cells)

    def row(cells: frozenset[int]) -> np.ndarray:
        found = np.zeros(size)
        found[list(cells)] = 1
        return found

    known = []
    for name, cells in told.figures.items():
        count = told.count(name)
        known.append((row(cells), 1, np.inf) if name in kept_back else (row(cells), count, count))
    known += [(row(one) - row(other), 0, 0) for one, other in told.ties]
    limits = LinearConstraint(np.array([each[0] for each in known]), [e[1] for e in known], [e[2] for e in known])
    ends = []
    for sign in (1, -1):
        answer = milp(
            sign * row(told.figures[figure]), integrality=np.ones(size), bounds=Bounds(0, 1_000), constraints=limits
        )
        assert answer.status == 0
        ends.append(sign * round(answer.fun))
    return ends[0], ends[1]


def test_a_small_count_alone_comes_back_by_subtraction() -> None:
    """The attack is no straw man: against the small counts alone it finds each of them."""
    told = Sums([3, 20, 30], {"a": frozenset([0]), "b": frozenset([1]), "c": frozenset([2]), "n": frozenset([0, 1, 2])})
    assert worked_out(told, {"a"}, "a") == (3, 3)
    kept = set(keep_back(told, RULE, cost={"a": 1, "b": 1, "c": 2, "n": 9}))
    assert kept == {"a", "b"}
    assert worked_out(told, kept, "a") == (1, 22)


def test_it_comes_back_from_overlapping_totals_too() -> None:
    """Nine children, four sums that none alone gives anything away; together they do."""
    cells = [2, 7, 8, 9]
    told = Sums(
        cells,
        {
            "a": frozenset([0]),
            "ab": frozenset([0, 1]),
            "bc": frozenset([1, 2]),
            "ac": frozenset([0, 2]),
            "d": frozenset([3]),
        },
    )
    assert worked_out(told, {"a"}, "a") == (2, 2)
    kept = set(keep_back(told, RULE, cost={"a": 1, "ab": 3, "bc": 1, "ac": 2, "d": 1}))
    assert kept == {"a", "bc"}
    low, high = worked_out(told, kept, "a")
    assert (low, high) == (1, 9)


def test_two_small_counts_hide_each_other_only_where_the_range_is_wide_enough() -> None:
    """1 + 5 = 6 leaves 1 to 5, as the blank does; 4 and 4 of four parts of 8 leave 1 to 7."""
    six = Sums([1, 5], {"a": frozenset([0]), "b": frozenset([1]), "n": frozenset([0, 1])})
    assert keep_back(six, RULE, cost={"a": 1, "b": 1, "n": 9}) == {"a", "b"}
    assert worked_out(six, {"a", "b"}, "a") == (1, 5)
    three = Sums([2, 2, 2], {"a": frozenset([0]), "b": frozenset([1]), "c": frozenset([2]), "n": frozenset([0, 1, 2])})
    assert worked_out(three, {"a", "b", "c"}, "a") == (1, 4)
    assert keep_back(three, RULE, cost={"a": 1, "b": 1, "c": 1, "n": 9}) == {"a", "b", "c", "n"}


def test_a_zero_is_shown() -> None:
    told = Sums([0, 20, 30], {"a": frozenset([0]), "b": frozenset([1]), "c": frozenset([2]), "n": frozenset([0, 1, 2])})
    assert keep_back(told, RULE, cost={"a": 1.0, "b": 1.0, "c": 2.0, "n": 9.0}) == frozenset()


def test_too_long_a_search_is_given_up_and_nothing_is_told_by_it() -> None:
    told = Sums([3, 20], {"a": frozenset([0]), "n": frozenset([0, 1])})
    with pytest.raises(TooManyToProtect):
        keep_back(told, RULE, cost={"a": 1, "n": 1}, most_searches=0)


def test_what_was_not_looked_at_again_stays_kept_back_and_all_else_is_told() -> None:
    """Five searches make it safe; to say that "bc" protects nothing takes four more."""
    names = ["ad", "bc", "bcd", "d", "abe", "abcd", "ade", "bce", "be"]
    told = Sums([9, 5, 4, 2, 2], {name: frozenset("abcde".index(cell) for cell in name) for name in names})
    cost = dict(zip(names, [1, 1, 2, 1, 1, 9, 2, 9, 1], strict=True))
    with pytest.raises(TooManyToProtect):
        keep_back(told, RULE, cost=cost, most_searches=4)
    assert keep_back(told, RULE, cost=cost, most_searches=5) == {"abe", "bc", "bcd", "d"}
    assert keep_back(told, RULE, cost=cost, most_searches=8) == {"abe", "bcd", "d"}


@pytest.mark.parametrize(
    ("count", "base", "rounded"), [(0, 5, 0), (6, 5, 5), (7, 5, 5), (8, 5, 10), (7, 1, 7), (15, 10, 20)]
)
def test_rounding(count: int, base: int, rounded: int) -> None:
    assert SmallNumbers(rounding=base).rounded(count) == rounded


@pytest.mark.parametrize("wrong", [{"threshold": 0}, {"rounding": 0}])
def test_a_setting_that_means_nothing_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        SmallNumbers(**wrong)


@pytest.mark.parametrize(("threshold", "most"), [(5, 12), (2, 6), (9, 20)])
def test_a_rounding_that_tells_a_count_as_0_that_is_not_small_is_refused(threshold: int, most: int) -> None:
    assert SmallNumbers(threshold, rounding=most).rounded(threshold + 1) == most
    with pytest.raises(
        ValueError, match=f"^Round to {most} at most: .* a count of {threshold + 1} would be told as 0.$"
    ):
        SmallNumbers(threshold, rounding=most + 1)


COUNTS = st.one_of(st.integers(0, 8), st.integers(0, 40))
EVERY = recorded(GROUPS)


@st.composite
def councils(draw: st.DrawFn) -> HiddenHarm:
    sexes: dict[str, dict[Recorded, int]] = {"F": {}, "M": {}}
    whole: dict[Recorded, int] = {}
    for each in EVERY:
        for counted in sexes.values():
            counted[each] = draw(COUNTS)
        whole[each] = sum(counted[each] for counted in sexes.values())
    if draw(st.booleans()):
        return council({"sex": sexes}, whole, ALONE)
    areas: dict[str, dict[Recorded, int]] = {"north": {}, "south": {}}
    overlapping: set[tuple[Part, Part]] = set()
    for each in EVERY:
        in_north = {sex: draw(st.integers(0, counted[each])) for sex, counted in sexes.items()}
        areas["north"][each] = sum(in_north.values())
        areas["south"][each] = whole[each] - areas["north"][each]
        for sex, many in in_north.items():
            overlapping |= {(("sex", sex), ("area", "north"))} if many else set()
            overlapping |= {(("sex", sex), ("area", "south"))} if many < sexes[sex][each] else set()
    return council({"sex": sexes, "area": areas}, whole, frozenset(overlapping))


def told_beside_each_other(found: HiddenHarm) -> tuple[Sums, set[Any]]:
    """What a reader of both publications has: drugs and alcohol as two factors, and as one."""
    apart, joined = publish(found), publish(found.with_drugs_and_alcohol_as_one())
    counts = {**apart.counts, **{AsOne(place): count for place, count in joined.counts.items()}}
    whole = sums_of(found)
    what = Sums(whole.cells, {figure: whole.figures[figure] for figure in counts}, whole.ties)
    kept = {figure for figure, count in counts.items() if count is None}
    assert {figure: what.count(figure) for figure in counts if figure not in kept} == {
        figure: count for figure, count in counts.items() if count is not None
    }
    return what, kept


@settings(max_examples=5, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(councils())
def test_no_small_count_of_a_generated_council_can_be_worked_out(found: HiddenHarm) -> None:
    what, kept = told_beside_each_other(found)
    assert small_in(what) - kept == set()
    for figure in small_in(what):
        low, high = worked_out(what, kept, figure)
        assert high - low >= RULE.threshold - 1, figure
    for figure in kept:
        low, high = worked_out(what, kept, figure)
        assert high > low, figure


def test_two_publications_beside_each_other_give_nothing_away() -> None:
    """Drugs and alcohol as two factors, and as one, of a small council. Of each, kept back so that it is safe by
    itself, the two together tell small counts exactly; as published they do not."""
    found = council({}, SMALL_COUNCIL, ALONE)
    every = sums_of(found)
    small = small_in(every)
    more = [
        *(Place("", "", name) for name in (GROUPS[1], "exactly_1", "exactly_2", "exactly_3")),
        *(AsOne(Place("", "", name)) for name in (GROUPS[0], AS_ONE, f"only {GROUPS[0]}+{GROUPS[1]}")),
    ]
    found_out = {figure for figure in small if len({*worked_out(every, small | {*more}, figure)}) == 1}
    assert found_out == {
        Place("", "", "only " + "+".join(GROUPS[place] for place in (0, 1, 3))),
        AsOne(Place("", "", f"only {GROUPS[1]}+{AS_ONE}")),
    }
    what, kept = told_beside_each_other(found)
    narrow = [figure for figure in small if (ends := worked_out(what, kept, figure))[1] - ends[0] < RULE.threshold - 1]
    assert (len(small) > 3, narrow) == (True, [])


def test_against_every_table_there_is() -> None:
    """Two factors and no solver at all: every table of the five cells up to 16 is tried."""
    told = Sums(
        [2, 9, 4, 12, 1],
        {
            "not recorded": frozenset([0]), "none": frozenset([1]), "only d": frozenset([2]), "only m": frozenset([3]),
            "both": frozenset([4]), "d": frozenset([2, 4]), "m": frozenset([3, 4]), "any": frozenset([2, 3, 4]),
            "one": frozenset([2, 3]), "n": frozenset(range(5)),
        },
    )  # fmt: skip

    def possible(kept: set[str]) -> dict[str, set[int]]:
        seen: dict[str, set[int]] = {name: set() for name in kept}
        every = np.array(list(product(range(17), repeat=5)))
        for name, cells in told.figures.items():
            sums = every[:, sorted(cells)].sum(axis=1)
            every = every[sums >= 1] if name in kept else every[sums == told.count(name)]
        for name in kept:
            seen[name] = set(every[:, sorted(told.figures[name])].sum(axis=1).tolist())
        return seen

    assert {name: len(values) for name, values in possible(small_in(told)).items()}["not recorded"] == 1
    kept = set(keep_back(told, RULE, cost={name: len(cells) for name, cells in told.figures.items()}))
    assert all(max(values) - min(values) >= 4 for name, values in possible(kept).items() if name in small_in(told))


def test_what_is_kept_back_is_none_wherever_it_is_told() -> None:
    whole = {None: 40, frozenset(): 100, frozenset(GROUPS[:1]): 3, frozenset(GROUPS[1:2]): 50}
    told = publish(council({}, whole, ALONE), SmallNumbers(rounding=5))
    assert told.counts[Place("", "", f"only {GROUPS[0]}")] is None
    assert told.counts[Place("", "", GROUPS[0])] is None
    assert told.counts[Place("", "", "n")] == 195
    assert told.counts[Place("", "", "exactly_4")] == 0


def test_a_breakdown_of_mostly_small_counts_is_left_out_with_words() -> None:
    teams = {f"team {number}": {None: 1, frozenset(GROUPS[:2]): 2} for number in range(30)}
    told = publish(council({"team": teams}, {None: 30, frozenset(GROUPS[:2]): 60}, ALONE))
    assert {place.by for place in told.counts} == {""}
    assert told.notes[1].startswith("Team is left out")
