from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hearth.foundation.council.shades import BLACK, READABLE, WHITE, contrast, dark, mixed, pale

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_black_on_white_is_the_most_there_is() -> None:
    assert (round(contrast(BLACK, WHITE), 6), contrast("#c2541b", "#c2541b")) == (21, 1)


def test_a_mixture_lies_between() -> None:
    assert [mixed(BLACK, WHITE, share) for share in (0, 0.5, 1)] == [BLACK, "#808080", WHITE]


@given(colours.filter(lambda colour: contrast(colour, WHITE) >= READABLE))
def test_words_in_any_colour_a_council_may_choose_can_be_read_on_its_pale_ground(colour: str) -> None:
    assert contrast(colour, pale(colour)) >= READABLE
    assert contrast(dark(colour), pale(colour)) >= READABLE
