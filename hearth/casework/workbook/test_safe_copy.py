"""However it is typed, a kept-back place is found; and words that are nobody's secret block nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.casework.people.models import Person, Residence
from hearth.casework.people.rules import WhatMayBeTold, letters
from hearth.casework.workbook.plan_content import PlanContent
from hearth.casework.workbook.safe_copy import SHORTENED, SafeCopy, safe_copy

ON = date(2026, 11, 18)
NIA, DARREN = 1, 2


def person(number: int, name: str, address: str, postcode: str, **more: str) -> Person:
    made = Person(pk=number, known_as=name, **more)
    home = Residence(person=made, address=address, postcode=postcode, starts_on=date(2026, 1, 1))
    made._prefetched_objects_cache = {"residences": [home], "protections": []}  # as the query brings them
    return made


def copy_saying(text: str, address: str = "Flat 3, 8 Orchard Rise\nNorthwold") -> SafeCopy:
    people = [
        person(
            NIA,
            "Nia",
            address,
            "ZZ9 4QT",
            phone="07700 900123",
            school="St Bega's High School",
        ),
        person(DARREN, "Darren", "12 Canal Street\nAldermere", "AL2 3CD"),
    ]
    told = WhatMayBeTold(names={NIA: True, DARREN: True}, addresses={NIA: False, DARREN: True}, leaves_out=1)
    return safe_copy(
        PlanContent(text, "Quiet", "Ring Dee", ON, "Dee", "", "01632 960111"),
        family="Okafor family",
        recipient="Darren",
        people=people,
        leading=[],
        told=told,
        to=DARREN,
        council="Aldermere Council",
        on=ON,
    )


stops = st.sampled_from(["", "."])
closes = st.sampled_from(["Close", "Cl", "Cl.", "Clo"])
separators = st.text(alphabet=" .-–,\n\t()/", max_size=3)


@given(
    st.data(), st.sampled_from(["ZZ94QT", "07700900123", "447700900123", "8 orchard rise", "northwold", "st bega s"])
)
def test_a_place_is_found_however_it_is_spaced_and_in_whatever_letters(data: st.DataObject, secret: str) -> None:
    if " " in secret or secret.isalpha():
        typed = data.draw(separators.filter(bool)).join(secret.split(" "))
    else:
        typed = "".join(letter + data.draw(separators) for letter in secret)
    typed = "".join(data.draw(st.sampled_from([letter.upper(), letter.lower()])) for letter in typed)
    found = copy_saying(f"They are there: {typed} . Rest.")
    assert (found.may_be_printed, [each.where for each in found.gives_away]) == (False, ["“What we are worried about”"])


@pytest.mark.parametrize(
    "harmless",
    [
        "Darren stays at 12 Canal Street, Aldermere, AL2 3CD",
        "Nia and Kit have an orchard to rise in",
        "We meet at school, high on the hill",
        "Call 01632 960111 at 8",
        "",
    ],
)
def test_what_is_no_secret_blocks_nothing(harmless: str) -> None:
    assert copy_saying(harmless).gives_away == ()


def test_the_lists_of_short_words_are_letters_only() -> None:
    assert [word for words in SHORTENED for word in words if word != letters(word)] == []


@given(st.data(), st.sampled_from(SHORTENED), st.sampled_from(["12 Mill {}", "Mill {}", "{} Mary's Close"]))
def test_a_street_is_found_whichever_way_each_of_its_words_is_written(
    data: st.DataObject, ways: tuple[str, ...], street: str
) -> None:
    recorded, typed = (street.format(data.draw(st.sampled_from(ways)) + data.draw(stops)) for _ in "ab")
    typed = typed.replace("'", data.draw(st.sampled_from(["'", "’", ""]))).replace("Close", data.draw(closes))
    typed = data.draw(st.sampled_from([str.upper, str.lower, str.title]))(typed)
    found = copy_saying(f"They are at {typed}, for now.", f"{recorded}\nNorthwold")
    assert [each.where for each in found.gives_away] == ["“What we are worried about”"]


@pytest.mark.parametrize(
    ("recorded", "typed"),
    [
        ("14 Mill Lane", "Mill Ln"),
        ("14 Mill Ln.", "mill lane"),
        ("Flat 3, Rowan House", "Apt. 3"),
        ("Flat 3, Rowan House", "Rowan Hse"),
        ("6 St Marys Rd", "Saint Mary's Road"),
        ("6 Saint Mary's Road", "St. Marys Rd."),
        ("2 Rose & Crown Cottages", "the Rose and Crown Cotts"),
        ("2 Rose and Crown Cottages", "rose & crown cottages"),
        ("9 Upper North Street", "Upr. N. St"),
        ("9 Church Street", "9ChurchSt"),
    ],
)
def test_the_usual_ways_to_shorten_an_address_give_it_away(recorded: str, typed: str) -> None:
    assert [len(copy_saying(f"We met at {typed} twice.", recorded).gives_away)] == [1]


@pytest.mark.parametrize(
    ("recorded", "harmless"),
    [
        ("14 Mill Lane\nStreet", "Kit likes St Bride's park"),  # Street, a town: a word alone is not shortened
        ("14 Mill Lane", "The mill is a long way; the lane is dark"),
        ("3 Park Close", "The park is close"),
    ],
)
def test_what_only_resembles_a_street_blocks_nothing(recorded: str, harmless: str) -> None:
    assert copy_saying(harmless, recorded).gives_away == ()


@given(st.text(max_size=200))
def test_what_was_written_is_never_cut(text: str) -> None:
    assert copy_saying(text).content.worries == text
