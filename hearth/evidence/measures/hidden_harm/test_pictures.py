"""A picture says what its table says, and no more."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

from hearth.evidence.measures.hidden_harm import over_time, upset
from hearth.evidence.measures.hidden_harm.answer import answer
from hearth.evidence.measures.hidden_harm.calculate import HiddenHarm
from hearth.evidence.measures.hidden_harm.published import publish
from hearth.evidence.measures.hidden_harm.telling import tell
from hearth.evidence.measures.told import Telling

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = re.compile(r'<g data-combination="([^"]*)" data-count="([^"]*)">(.*?)</g>', re.DOTALL)


def drawn(told: Telling) -> list[tuple[tuple[str, ...], int | None, int]]:
    """Of each row of the picture: the combination, its number, and how many dots are filled."""
    return [
        (tuple(filter(None, name.split("+"))), int(count) if count else None, inside.count(f'r="{upset.DOT}"'))
        for name, count, inside in DRAWN.findall(str(upset.draw(told)))
    ]


def test_the_upset_picture_is_its_table(council: HiddenHarm) -> None:
    told = tell(council)
    assert drawn(told) == [(each.factors, each.count, len(each.factors)) for each in told.combinations]
    assert [(row.words, row.count) for row in upset.rows(told)] == [
        ("None of these", 41),
        ("Domestic abuse", 21),
        ("Domestic abuse; Mental health of an adult", 19),
        ("Domestic abuse; Mental health of an adult; Drug misuse by an adult", 3),
    ]


def test_bars_are_as_long_as_their_counts(council: HiddenHarm) -> None:
    picture = ElementTree.fromstring(str(upset.draw(tell(council))))
    lengths = {
        group.attrib["data-combination"]: float(group.findall(f"{SVG}rect")[-1].attrib["width"])
        for group in picture.iter(f"{SVG}g")
        if "data-combination" in group.attrib
    }
    a_child = lengths[""] / 41
    assert {name: round(length / a_child) for name, length in lengths.items()} == {
        "": 41, "domestic_abuse": 21, "domestic_abuse+adult_mental_health": 19,
        "domestic_abuse+adult_mental_health+adult_drugs": 3,
    }  # fmt: skip


def test_what_is_kept_back_is_said_and_not_drawn(council: HiddenHarm) -> None:
    told = tell(publish(council))
    kept_back = [each.factors for each in told.combinations if each.count is None]
    assert len(kept_back) > 0
    picture = str(upset.draw(told))
    assert [factors for factors, count, _ in drawn(told) if count is None] == kept_back
    of_rows = "".join(inside for _, count, inside in DRAWN.findall(picture) if not count)
    bars = re.findall(r'<rect [^>]*width="([^"]*)"', of_rows)
    assert (of_rows.count(">kept back<"), bars) == (len(kept_back), ["0"] * len(kept_back))


def test_the_picture_is_described_for_whoever_hears_it(council: HiddenHarm) -> None:
    picture = ElementTree.fromstring(str(upset.draw(tell(council))))
    assert (picture.attrib["role"], picture.findtext(f"{SVG}title"), picture.findtext(f"{SVG}desc")) == (
        "img",
        "Which factors children live with together",
        "How many children live with exactly which factors. None of these: 41; Domestic abuse: 21; Domestic abuse with "
        "Mental health of an adult: 19; Domestic abuse with Mental health of an adult with Drug misuse by an adult: 3.",
    )


def test_days_that_may_be_joined_are_lines(council: HiddenHarm, a_year_before: HiddenHarm) -> None:
    told = tell(council, earlier=[a_year_before])
    assert over_time.days(told) == [date(2025, 3, 31), date(2026, 3, 31)]
    assert [line.name for line in over_time.lines(told)] == [
        "domestic_abuse", "adult_mental_health", "adult_drugs", "adult_alcohol", "at_least_one"]  # fmt: skip
    picture = ElementTree.fromstring(str(over_time.draw(told)))
    assert [len(line.attrib["points"].split()) for line in picture.iter(f"{SVG}polyline")] == [2] * 5


def test_no_line_joins_figures_of_other_children(council: HiddenHarm, a_year_before: HiddenHarm) -> None:
    told = tell(council, earlier=[replace(a_year_before, cohort="on_protection_plan")])
    assert (over_time.lines(told), sum("must not be joined by a line" in each.says for each in told.warnings)) == (
        [],
        1,
    )


def test_the_question_is_answered_in_one_breath(council: HiddenHarm) -> None:
    assert answer(council, tell(council)) == (
        "Of 100 children in need on 31 March 2026, 43% live with at least one of four harms: domestic abuse (43%), mental "
        "health of an adult (22%), drug misuse by an adult (3%) and alcohol misuse by an adult (0%). Together: 19 with two, 3 "
        "with three, 0 with four of them."
    )
    nobody = replace(council, combinations={}, not_recorded=0, parts={}, labels={}, unit="family")
    assert answer(nobody, tell(nobody)) == (
        "Nobody is counted: these facts hold no families with a child in need on 31 March 2026."
    )


def test_the_answer_that_is_published_guesses_nothing(council: HiddenHarm) -> None:
    told = tell(publish(council))
    said = answer(council, told)
    assert (said.count("kept back") > 0, "3 with three" in said, "(3%)" in said) == (True, False, False)
