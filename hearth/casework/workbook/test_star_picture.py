from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from hearth.casework.workbook.star_picture import (
    TEAL,
    Scale,
    Shape,
    ShapeKind,
    Spoke,
    TableRow,
    describe,
    draw,
    table,
)

SVG = "{http://www.w3.org/2000/svg}"

SPOKES = (
    Spoke("calm", "Feeling calm", "Happy"),
    Spoke("friends", "Friends", "Happy"),
    Spoke("sleep", "Body and sleep", "Healthy"),
    Spoke("drink", "Drink and drugs", "Healthy"),
    Spoke("home", "Safe at home", "Safe"),
)


def shape(kind: ShapeKind, *scores: int | None, label: str = "Star", on: date = date(2026, 3, 3)) -> Shape:
    return Shape(label, kind, dict(zip((spoke.key for spoke in SPOKES), scores, strict=True)), "Mum", on)


FIRST = shape(ShapeKind.FIRST, 6, 5, 7, 6, 7, label="First star")
LOOKING_BACK = shape(ShapeKind.RETROSPECTIVE, 3, 4, 5, 4, 3, label="Looking back", on=date(2026, 5, 26))
LATEST = shape(ShapeKind.LATEST, 7, 6, None, 8, 6, label="Latest star", on=date(2026, 5, 26))


def drawn(*shapes: Shape, **more: object) -> etree._Element:
    return etree.fromstring(draw(SPOKES, shapes, title="Star", description="Words", **more))  # type: ignore[arg-type]


def parts(picture: etree._Element, kind: ShapeKind) -> list[str]:
    (group,) = [group for group in picture.iter(f"{SVG}g") if group.get("data-shape") == kind.value]
    return [str(part.tag).removeprefix(SVG) for part in group]


def test_it_is_an_image_with_a_title_and_a_description() -> None:
    picture = drawn(FIRST, prefix="kit")
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == "kit-title kit-description"
    assert [(part.get("id"), part.text) for part in list(picture)[:2]] == [
        ("kit-title", "Star"),
        ("kit-description", "Words"),
    ]


def test_every_id_begins_with_the_prefix_and_stands_once() -> None:
    ids = [part.get("id") for part in drawn(FIRST, LATEST, prefix="kit").iter() if part.get("id")]
    assert ids == ["kit-title", "kit-description", "kit-domain-1", "kit-domain-2", "kit-domain-3"]


def test_it_obeys_a_strict_content_security_policy() -> None:
    picture = drawn(FIRST, LOOKING_BACK, LATEST)
    assert [part for part in picture.iter() if part.get("style") or part.tag in (f"{SVG}style", f"{SVG}script")] == []


def test_a_shape_scored_everywhere_is_one_closed_line() -> None:
    picture = drawn(FIRST, LOOKING_BACK)
    assert parts(picture, ShapeKind.FIRST) == ["polygon"]
    assert parts(picture, ShapeKind.RETROSPECTIVE) == ["polygon"]


def test_the_latest_has_a_dot_for_each_score_and_breaks_where_one_is_missing() -> None:
    assert parts(drawn(LATEST), ShapeKind.LATEST) == ["polyline", "circle", "circle", "circle", "circle"]
    (line,) = drawn(LATEST).iter(f"{SVG}polyline")
    assert len(str(line.get("points")).split()) == 4


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((None, None, None, None, None), []),
        ((4, None, None, None, None), ["circle"]),
        ((4, None, 4, None, None), ["circle", "circle"]),
        ((4, 4, None, 4, None), ["polyline", "circle"]),
        ((4, None, 4, 4, None), ["polyline", "circle"]),
        ((4, None, 4, None, 4), ["polyline", "circle"]),  # last and first are neighbours round the circle
        ((None, 4, 4, 4, 4), ["polyline"]),
        ((4, 4, 4, 4, 4), ["polygon"]),
    ],
)
def test_a_missing_score_is_a_gap_and_never_a_point(scores: tuple[int | None, ...], expected: list[str]) -> None:
    assert parts(drawn(shape(ShapeKind.OTHER, *scores)), ShapeKind.OTHER) == expected


def test_the_lowest_score_is_not_drawn_in_the_middle() -> None:
    picture = drawn(shape(ShapeKind.LATEST, 1, 1, 1, 1, 1))
    rings = [ring for ring in picture.iter(f"{SVG}circle") if ring.get("fill") == "none"]
    middle_x, middle_y, smallest = (float(str(rings[0].get(name))) for name in ("cx", "cy", "r"))
    (outline,) = picture.iter(f"{SVG}polygon")
    x, y = map(float, str(outline.get("points")).split()[0].split(","))
    assert x == pytest.approx(middle_x, abs=0.1)
    assert y == pytest.approx(middle_y - smallest, abs=0.11)


def test_each_kind_of_shape_has_its_own_line() -> None:
    others = [shape(ShapeKind.OTHER, 5, 5, 5, 5, 5, label=f"Worker {number}") for number in range(4)]
    lines = [
        (line.get("stroke"), line.get("stroke-dasharray"))
        for line in drawn(FIRST, LOOKING_BACK, shape(ShapeKind.LATEST, 9, 9, 9, 9, 9), *others).iter(f"{SVG}polygon")
    ]
    assert lines[:2] == [("#505a5f", "7 5"), ("#0b0c0c", "0.1 5")]
    assert lines[-1] == (TEAL, None)  # drawn last, on top
    assert len({dashes for _, dashes in lines}) == 7


def test_there_is_a_ring_and_a_spoke_for_each_and_the_ends_are_numbered() -> None:
    picture = drawn()
    assert sum(ring.get("fill") == "none" for ring in picture.iter(f"{SVG}circle")) == 10
    assert len(list(picture.iter(f"{SVG}line"))) == 5
    numbers = [text.text for text in picture.iter(f"{SVG}text") if text.text and text.text.isdigit()]
    assert (numbers[0], numbers[-1]) == ("10", "1")


def test_long_labels_are_wrapped_and_keep_every_word() -> None:
    long = (Spoke("a", "Having someone I trust to talk to when things are hard", "Happy"), *SPOKES[2:])
    picture = etree.fromstring(draw(long, [], title="t", description="d"))
    lines = [span.text or "" for span in picture.iter(f"{SVG}tspan")]
    assert "".join(lines).startswith("Having someone I trust to talk to when things are hardBody")
    assert max(len(line.strip()) for line in lines) <= 22


def test_a_domain_too_long_for_its_arc_is_written_with_its_spokes() -> None:
    spokes = (*SPOKES[:4], Spoke("home", "Home", "Safe from everything that frightens us at night"))
    picture = etree.fromstring(draw(spokes, [], title="t", description="d"))
    assert list(picture.iter(f"{SVG}textPath")) == []
    words = "".join(span.text or "" for span in picture.iter(f"{SVG}tspan"))
    assert words.endswith("Safe from everything that frightens us at night: Home")


def test_a_label_of_several_lines_is_read_out_in_words() -> None:
    """And the space between two lines stands on the side that does not move them."""
    picture = etree.fromstring(
        draw([Spoke(str(n), "Feelings and worries", "") for n in range(8)], [], title="t", description="d")
    )
    labels = [text for text in picture.iter(f"{SVG}text") if len(text)]
    assert ["".join(text.itertext()) for text in labels] == ["Feelings and worries"] * 8
    sides = {
        anchor: {s.text for text in labels if text.get("text-anchor") == anchor for s in text}
        for anchor in ("start", "end")
    }
    assert sides == {"start": {"Feelings ", "and ", "worries"}, "end": {"Feelings", " and", " worries"}}


def test_what_people_wrote_cannot_become_markup() -> None:
    spokes = (Spoke("a", "<script>x</script>", "A&B"), Spoke("b", "b\x00\x0b", "C"), Spoke("c", '"c"', "C"))
    picture = etree.fromstring(draw(spokes, [], title="</title><b>", description="\ud800]]>", prefix='p"'))
    assert picture[0].text == "</title><b>"
    assert list(picture.iter(f"{SVG}script")) == []


def test_the_description_says_what_the_picture_shows() -> None:
    assert describe(SPOKES, [FIRST, LATEST]) == (
        "A star of 5 spokes, scored from 1 to 10; 10 is best. "
        "First star, scored by Mum on 3 March 2026. "
        "Happy: Feeling calm 6, Friends 5; Healthy: Body and sleep 7, Drink and drugs 6; Safe: Safe at home 7. "
        "Latest star, scored by Mum on 26 May 2026. "
        "Happy: Feeling calm 7, Friends 6; Healthy: Body and sleep not scored, Drink and drugs 8; Safe: Safe at home 6."
    )


def test_the_description_of_a_star_not_begun() -> None:
    assert describe(SPOKES, [], scale=Scale(0, 4, high_is_good=False)) == (
        "A star of 5 spokes, scored from 0 to 4; 0 is best. Nothing is scored yet."
    )


def test_the_table_has_a_row_for_each_scorer_spoke_and_date() -> None:
    rows = table(SPOKES, [FIRST, LATEST])
    assert len(rows) == 10
    assert rows[7] == TableRow("Mum", date(2026, 5, 26), "Latest star", "Healthy", "Body and sleep", None)
    assert [row.said for row in rows[5:]] == ["7", "6", "not scored", "8", "6"]


@pytest.mark.parametrize(
    ("spokes", "shapes", "words"),
    [
        (SPOKES[:2], [], "3 to 9 spokes, not 2"),
        (tuple(Spoke(str(n), "s", "d") for n in range(10)), [], "3 to 9 spokes, not 10"),
        ((*SPOKES, SPOKES[4]), [], "same key"),
        ((*SPOKES, Spoke("x", "x", "Happy")), [], "stand together"),
        (SPOKES, [FIRST, FIRST], "one first shape"),
        (SPOKES, [shape(ShapeKind.OTHER, 0, 1, 1, 1, 1)], "outside 1 to 10"),
        (SPOKES, [Shape("x", ShapeKind.OTHER, {"luck": 3}, "Mum", date(2026, 3, 3))], "no spoke of this star"),
    ],
)
def test_what_could_only_be_drawn_wrongly_is_refused(
    spokes: tuple[Spoke, ...], shapes: list[Shape], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        draw(spokes, shapes, title="t", description="d")


def test_a_scale_must_rise() -> None:
    with pytest.raises(ValueError, match="must rise"):
        Scale(5, 5)


@given(
    labels=st.lists(st.text(max_size=40), min_size=3, max_size=9),
    width=st.integers(320, 700),
    lowest=st.integers(0, 1),
    data=st.data(),
)
def test_any_star_parses_and_stays_in_its_frame(
    labels: list[str], width: int, lowest: int, data: st.DataObject
) -> None:
    spokes = tuple(Spoke(str(n), label, f"Domain {n // 3}") for n, label in enumerate(labels))
    scores = data.draw(st.fixed_dictionaries({spoke.key: st.none() | st.integers(lowest, 10) for spoke in spokes}))
    shapes = [Shape("Latest", ShapeKind.LATEST, scores, "Mum", date(2026, 3, 3))]
    picture = etree.fromstring(draw(spokes, shapes, title="t", description="d", size=width, scale=Scale(lowest, 10)))
    _, _, wide, high = map(float, str(picture.get("viewBox")).split())
    corners = [
        tuple(map(float, corner.split(",")))
        for tag in ("polygon", "polyline")
        for line in picture.iter(SVG + tag)
        for corner in str(line.get("points")).split()
    ]
    assert all(0 < x < wide and 0 < y < high for x, y in corners)
    assert wide == width
