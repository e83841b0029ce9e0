from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from hearth.casework.workbook.plan_document import (
    Contact,
    PlanOnAPage,
    PlanScale,
    PlanTooLong,
    Step,
    TooLong,
    letters_it_cannot_print,
    make_pdf,
)

PLAN = PlanOnAPage(
    family="The Okafor-Reid family",
    made_on=date(2026, 3, 3),
    made_for="Grace Okafor",
    worry="When Mum and Dad argue at night, Kit hides in the wardrobe and Ada does not sleep.",
    hope="Nights when everybody sleeps in their own bed.",
    steps=(
        Step("Grace", "Rings Sam when she feels unsafe", date(2026, 3, 10)),
        Step("Dee", "Meets Kit at school every other Tuesday", date(2026, 3, 17), is_done=True),
        Step("Nan", "Has the children on Friday nights"),
    ),
    scales=(PlanScale("Safe at home at night", 3, 7), PlanScale("Getting to school", None, 9, 0, 10)),
    if_worse="Grace rings 999, then Nan, who will come.",
    who_to_ring=(
        Contact("Dee Adeyemi", "children’s social worker", "01632 960 101"),
        Contact("Nan", phone="07700 900 123"),
    ),
    next_review_on=date(2026, 5, 26),
    council="Aldermere Council",
)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).replace("\u200b", "").split())


def closed_up(words: str) -> str:
    """Without spaces: a line may end anywhere a word may break, and the reader puts a space there."""
    return words.replace(" ", "")


def test_the_page_is_in_the_councils_colour_and_says_the_same() -> None:
    violet, shipped = make_pdf(replace(PLAN, colour="#4b2a7b")), make_pdf(PLAN)
    assert (violet == shipped, words_of(violet) == words_of(shipped)) == (False, True)


def test_the_page_says_what_the_plan_says_and_nothing_else() -> None:
    assert closed_up(words_of(make_pdf(PLAN))) == closed_up(
        "Plan on a page The Okafor-Reid family Made on 3 March 2026 for Grace Okafor "
        "What we are worried about "
        "When Mum and Dad argue at night, Kit hides in the wardrobe and Ada does not sleep. "
        "What we want Nights when everybody sleeps in their own bed. "
        "Who does what Who Does what By when Done "
        "Grace Rings Sam when she feels unsafe 10 March 2026 Not yet "
        "Dee Meets Kit at school every other Tuesday 17 March 2026 Yes "
        "Nan Has the children on Friday nights no date set Not yet "
        "Where we are, and where we want to be "
        "Safe at home at night Now 3, we want 7 (from 1 to 10) 1 10 3 7 "
        "Getting to school Now not scored, we want 9 (from 0 to 10) 0 10 9 "
        "If things get worse Grace rings 999, then Nan, who will come. "
        "Who to ring Dee Adeyemi, children’s social worker 01632 960 101 Nan 07700 900 123 "
        "We look at this plan again: 26 May 2026 "
        "Aldermere Council"
    )


def test_it_is_one_page_of_a4_tagged_for_screen_readers_in_british_english() -> None:
    pdf = read(make_pdf(PLAN))
    catalogue = cast(Mapping[str, Any], pdf.trailer["/Root"])
    assert len(pdf.pages) == 1
    assert [round(float(edge)) for edge in pdf.pages[0].mediabox] == [0, 0, 595, 842]
    assert catalogue["/Lang"] == "en-GB"
    assert bool(catalogue["/MarkInfo"]["/Marked"]) is True
    assert bool(catalogue["/ViewerPreferences"]["/DisplayDocTitle"]) is True
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Plan on a page: The Okafor-Reid family"
    assert catalogue["/Metadata"].get_data().count(b"<pdfuaid:part>1</pdfuaid:part>") == 1


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert make_pdf(PLAN) == make_pdf(replace(PLAN))


def test_what_is_not_there_has_no_heading() -> None:
    empty = PlanOnAPage(family=" ", made_on=date(2026, 3, 3), made_for="", worry="", hope="")
    assert words_of(make_pdf(empty)) == (
        "Plan on a page Our family Made on 3 March 2026 for the family "
        "Who to ring Nobody named yet. "
        "We look at this plan again: no date set"
    )


@pytest.mark.parametrize(
    ("part", "heading"),
    [
        ({"worry": " "}, "What we are worried about"),
        ({"hope": ""}, "What we want"),
        ({"steps": ()}, "Who does what"),
        ({"scales": ()}, "Where we are, and where we want to be"),
        ({"if_worse": "\n"}, "If things get worse"),
    ],
)
def test_one_part_left_out_leaves_the_others(part: dict[str, Any], heading: str) -> None:
    headings = (
        "What we are worried about",
        "What we want",
        "Who does what",
        "Where we are, and where we want to be",
        "If things get worse",
        "Who to ring",
    )
    words = words_of(make_pdf(replace(PLAN, **part)))
    assert [each for each in headings if each not in words] == [heading]


@pytest.mark.parametrize(
    "said",
    [
        '#import "x": y',
        "*bold* _slant_ $x$ `raw`",
        "= Heading",
        '#read("/etc/passwd") \\ #{1+1} // note',
        "<measured> @label https://example.test",
        "-- --- ... ~ 'quoted' \"quoted\"",
        "{{ template }} {% tag %} &amp; <b>",
        "Łukasz, Nguyễn, Šárka, Ελένη, Ірина",
    ],
)
def test_what_a_family_writes_is_never_read_as_markup(said: str) -> None:
    everywhere = replace(PLAN, worry=said, family=said, steps=(Step(said, said),), scales=(), council=said)
    assert closed_up(words_of(make_pdf(everywhere))).count(closed_up(said)) == 5


def test_accents_written_in_two_parts_are_joined() -> None:
    two_parts = "Nguye\u0302\u0303n"
    assert words_of(make_pdf(replace(PLAN, family=two_parts))).count("Nguyễn") == 1


def test_arabic_names_are_printed() -> None:
    plan = replace(PLAN, family="محمد")
    assert letters_it_cannot_print(plan) == ""
    told = read(make_pdf(plan)).metadata
    assert told is not None
    assert told.title == "Plan on a page: محمد"


def test_a_letter_without_a_font_leaves_a_square_and_a_note_and_a_picture_its_name() -> None:
    plan = replace(PLAN, family="李 Wei", hope="😀 👩‍👧 🇬🇧")
    words = words_of(make_pdf(plan))
    assert set(letters_it_cannot_print(plan)) == set("李😀👩👧\u200d🇬🇧")
    assert words.count("□ Wei") == 1
    assert closed_up(words).count("[grinningface][woman][girl]GB") == 1
    assert words.count("□ stands for a letter that could not be printed: please write it in by hand.") == 1


@pytest.mark.parametrize(
    "mixture",
    [
        # Found at random, then made as short as they go: a refusal of the typesetter, and a fall.
        "\u0334 \u034a h \u05ec \u0676fnd v \u0321 g\u06cb \u0654vc \u05d7\u06b8 w gnt j\u06a7 \u062b a \u0308 dj \u05e3 "
        "\u05f7\u0691kah\u06fe\u0685\u06c2 ilh\u05c0\u06cb g\u068c\u0666\u0600wcbn\u0603 dho s \u067c \u030f xo \u0618\u0352a h "
        "\u05eee\u06a5 s\u067e\u06ef\u0646ipd d n \u0344 \u068b\u06d1\u05dalk\u05de\u05d0 \u06d7w",
        "q at\u0640\u036c\u05afb c \u06dc tl \u0693 e \u06cc \u05e2nqld \u0660 cv\u069c \u05e3 \u0641f x\u06c5 \u063b "
        "n\u06e0tg\u0635 c\u068f \u0693q\u0681v \u05ce\u0625 \u05fa\u066cj \u0332 lx\u05e2xmo q\u05f1c a\u06c4il\u06de\u0367"
        "a\u0625\u06adi\u06dd imq \u0359 \u05f5 \u031e\u0594\u06a0pq",
    ],
)
def test_a_mixture_of_scripts_that_defeats_the_typesetter_is_printed_without_its_marks(mixture: str) -> None:
    pdf = make_pdf(replace(PLAN, worry=mixture))
    assert len(read(pdf).pages) == 1
    assert words_of(pdf).count("The Okafor-Reid family") == 1


def test_marks_that_turn_the_order_of_words_are_dropped() -> None:
    assert words_of(make_pdf(replace(PLAN, council="Alder\u202emere"))).count("Aldermere") == 1


def test_a_word_too_long_for_its_column_is_broken_and_not_lost() -> None:
    address = "https://example.test/" + "a1b2c3" * 12
    words = words_of(make_pdf(replace(PLAN, steps=(Step(address, "Looks"),))))
    assert closed_up(words).count(address) == 1


def type_size(pdf: bytes) -> float:
    sizes: list[float] = []

    def visit(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip().startswith("Has the children"):
            sizes.append(round(size * abs(matrix[3]), 1))

    read(pdf).pages[0].extract_text(visitor_text=visit)
    return sizes[0]


def test_a_longer_plan_is_printed_smaller_but_never_under_ten_points() -> None:
    plans = [replace(PLAN, steps=PLAN.steps * times) for times in (1, 4, 8)]
    assert [type_size(make_pdf(plan)) for plan in plans] == [16.0, 14.0, 10.5]


def test_the_text_that_is_too_long_is_named_with_how_much_to_take_out() -> None:
    too_long = replace(PLAN, worry="We argue too much. " * 150)
    with pytest.raises(PlanTooLong) as caught:
        make_pdf(too_long)
    (text,) = caught.value.texts
    assert (text.what, text.has, text.counted_in) == ("“What we are worried about”", 2849, "letters")
    assert str(caught.value) == (
        "The plan does not fit on one page. “What we are worried about” is too long: "
        f"it has 2,849 letters; take out about {text.over_by:,}."
    )
    # Taking out that much is enough, and a line less is not.
    kept = too_long.worry.strip()[: text.has - text.over_by]
    assert len(read(make_pdf(replace(PLAN, worry=kept))).pages) == 1
    with pytest.raises(PlanTooLong):
        make_pdf(replace(PLAN, worry=kept + " We argue too much." * 3))


def test_one_long_step_is_named_by_its_number() -> None:
    steps = (*PLAN.steps, Step("Nan", "Has all of the children to stay. " * 130))
    with pytest.raises(PlanTooLong) as caught:
        make_pdf(replace(PLAN, steps=steps))
    assert [(text.what, text.has) for text in caught.value.texts] == [("Step 4, “does what”,", 4289)]


def test_too_many_steps_are_counted_and_not_blamed_on_one_text() -> None:
    steps = tuple(Step("Nan", f"Has the children on night {night}") for night in range(60))
    with pytest.raises(PlanTooLong) as caught:
        make_pdf(replace(PLAN, steps=steps))
    (text,) = caught.value.texts
    assert str(text) == f"There are too many steps: 60; take out {text.over_by}."
    assert len(read(make_pdf(replace(PLAN, steps=steps[text.over_by :]))).pages) == 1


def test_every_text_far_too_long_is_named() -> None:
    with pytest.raises(PlanTooLong) as caught:
        make_pdf(replace(PLAN, worry="night " * 600, hope="sleep " * 500))
    assert {text.what for text in caught.value.texts} == {"“What we are worried about”", "“What we want”"}


def test_too_long_speaks_plainly() -> None:
    assert str(TooLong("“What we want”", 1240, 380)) == (
        "“What we want” is too long: it has 1,240 letters; take out about 380."
    )


@pytest.mark.parametrize("scores", [(0, 5), (5, 11)])
def test_a_scale_refuses_a_score_outside_it(scores: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="outside 1 to 10"):
        PlanScale("Safe", *scores)


def test_a_scale_must_rise() -> None:
    with pytest.raises(ValueError, match="must rise"):
        PlanScale("Safe", None, None, 5, 5)


anything = st.text(max_size=60)


@settings(max_examples=40, deadline=None)
@given(
    st.builds(
        PlanOnAPage,
        family=anything,
        made_on=st.dates(date(1970, 1, 1), date(2199, 12, 31)),
        made_for=anything,
        worry=st.text(max_size=1500),
        hope=anything,
        steps=st.lists(st.builds(Step, who=anything, does=anything), max_size=12).map(tuple),
        if_worse=anything,
        who_to_ring=st.lists(st.builds(Contact, name=anything, role=anything, phone=anything), max_size=4).map(tuple),
        council=anything,
    )
)
def test_any_text_at_all_gives_one_page_or_says_it_is_too_long(plan: PlanOnAPage) -> None:
    refused: tuple[TooLong, ...] = ()
    pages = 1
    try:
        pages = len(read(make_pdf(plan)).pages)
    except PlanTooLong as refusal:
        refused = refusal.texts
    assert pages == 1
    assert all(0 < text.over_by <= text.has for text in refused)
