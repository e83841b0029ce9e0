from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from hearth.casework.workbook.star_change import (
    Changes,
    Distribution,
    StripRow,
    change_between,
    changes_of,
    describe_strip,
    draw_strip,
    signed,
    strip_table,
)
from hearth.casework.workbook.star_picture import Scale, Shape, ShapeKind, Spoke

SPOKES = tuple(Spoke(key, key.upper(), "Happy" if key < "e" else "Safe") for key in "abcdefghi")
SVG = "{http://www.w3.org/2000/svg}"


def shape(kind: ShapeKind, *scores: int | None) -> Shape:
    return Shape(kind.value, kind, dict(zip("abcdefghi", scores, strict=True)), "Mum", date(2026, 3, 3))


FIRST = shape(ShapeKind.FIRST, 6, 5, 7, 6, 7, 8, 6, 5, 6)
LOOKING_BACK = shape(ShapeKind.RETROSPECTIVE, 3, 4, 5, 4, 3, 6, 2, 3, 5)
LATEST = shape(ShapeKind.LATEST, 7, 6, 8, 8, 6, 8, 7, None, 6)


def test_change_is_told_as_a_distribution() -> None:
    change = change_between(SPOKES, FIRST, LATEST)
    assert change == Distribution({-1: 1, 0: 2, 1: 4, 2: 1}, not_scored_in_both=1, high_is_good=True)
    assert change.said == "better 5 · same 2 · worse 1 · not scored in both 1"


def test_nothing_is_said_of_missing_scores_when_none_is_missing() -> None:
    assert change_between(SPOKES, FIRST, LOOKING_BACK).said == "better 0 · same 0 · worse 9"


def test_where_high_is_bad_a_lower_score_is_better() -> None:
    change = change_between(SPOKES, FIRST, LATEST, scale=Scale(1, 10, high_is_good=False))
    assert (change.better, change.same, change.worse) == (1, 2, 5)
    assert dict(change.spokes_by_change) == {-1: 1, 0: 2, 1: 4, 2: 1}


def test_change_is_given_against_the_first_score_and_against_looking_back() -> None:
    changes = changes_of(SPOKES, [FIRST, LOOKING_BACK, LATEST])
    assert changes == Changes(
        against_first=change_between(SPOKES, FIRST, LATEST),
        against_retrospective=change_between(SPOKES, LOOKING_BACK, LATEST),
        response_shift=change_between(SPOKES, FIRST, LOOKING_BACK),
    )


@pytest.mark.parametrize(
    ("shapes", "told"),
    [
        ([], (False, False, False)),
        ([FIRST], (False, False, False)),
        ([FIRST, LATEST], (True, False, False)),
        ([LOOKING_BACK, LATEST], (False, True, False)),  # the retrospective never stands in for the first
        ([FIRST, LOOKING_BACK], (False, False, True)),
    ],
)
def test_nothing_is_told_against_a_shape_that_is_not_there(shapes: list[Shape], told: tuple[bool, ...]) -> None:
    changes = changes_of(SPOKES, shapes)
    assert (
        tuple(
            change is not None
            for change in (changes.against_first, changes.against_retrospective, changes.response_shift)
        )
        == told
    )


def test_the_table_of_the_strip_leaves_no_step_out() -> None:
    assert strip_table(Distribution({-2: 1, 1: 3}, not_scored_in_both=2, high_is_good=True)) == [
        StripRow("−2", "worse", 1),
        StripRow("−1", "worse", 0),
        StripRow("0", "same", 0),
        StripRow("+1", "better", 3),
        StripRow("not scored in both", "not known", 2),
    ]


def test_the_strip_in_words() -> None:
    assert describe_strip(change_between(SPOKES, FIRST, LATEST)) == (
        "better 5 · same 2 · worse 1 · not scored in both 1. "
        "Change by spoke: −1 on 1 spoke, 0 on 2 spokes, +1 on 4 spokes, +2 on 1 spoke."
    )
    assert describe_strip(Distribution({}, 9, True)) == (
        "better 0 · same 0 · worse 0 · not scored in both 9. Change by spoke: none scored in both."
    )


def test_the_strip_draws_a_bar_for_each_step_that_happened() -> None:
    picture = etree.fromstring(draw_strip(change_between(SPOKES, FIRST, LATEST), title="Since March", prefix="kit"))
    bars = [bar for bar in picture.iter(f"{SVG}rect") if bar.get("x")]
    assert [bar.get("height") for bar in bars] == ["11", "22", "44", "11", "11"]
    assert picture.get("aria-labelledby") == "kit-title kit-description"
    assert [part.get("id") for part in picture.iter() if part.get("id")] == [
        "kit-title",
        "kit-description",
        "kit-hatch",
    ]
    assert [part for part in picture.iter() if part.get("style") or part.tag == f"{SVG}style"] == []


def test_signs_are_those_of_print() -> None:
    assert [signed(change) for change in (-2, 0, 3)] == ["−2", "0", "+3"]


scores = st.lists(st.none() | st.integers(1, 10), min_size=9, max_size=9)


@given(scores, scores, st.booleans())
def test_every_spoke_is_counted_once_and_back_again_is_the_mirror(
    before: list[int | None], after: list[int | None], high_is_good: bool
) -> None:
    scale = Scale(high_is_good=high_is_good)
    earlier, later = shape(ShapeKind.FIRST, *before), shape(ShapeKind.LATEST, *after)
    there, back = (
        change_between(SPOKES, earlier, later, scale=scale),
        change_between(SPOKES, later, earlier, scale=scale),
    )
    assert there.better + there.same + there.worse + there.not_scored_in_both == len(SPOKES)
    assert (there.better, there.same, there.worse) == (back.worse, back.same, back.better)
    assert {-change: spokes for change, spokes in there.spokes_by_change.items()} == dict(back.spokes_by_change)
    assert sum(row.spokes for row in strip_table(there)) == len(SPOKES)
    assert etree.fromstring(draw_strip(there, title="t")).get("role") == "img"


@given(scores)
def test_no_change_is_all_the_same(same: list[int | None]) -> None:
    change = change_between(SPOKES, shape(ShapeKind.FIRST, *same), shape(ShapeKind.LATEST, *same))
    assert (change.better, change.same, change.worse) == (0, sum(score is not None for score in same), 0)
