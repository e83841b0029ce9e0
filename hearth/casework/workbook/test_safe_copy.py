"""However it is typed, a kept-back place is found; and words that are nobody's secret block nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.casework.people.models import Person, Residence
from hearth.casework.people.rules import WhatMayBeTold
from hearth.casework.workbook.plan_content import PlanContent
from hearth.casework.workbook.safe_copy import SafeCopy, safe_copy

ON = date(2026, 11, 18)
NIA, DARREN = 1, 2


def person(number: int, name: str, address: str, postcode: str, **more: str) -> Person:
    made = Person(pk=number, known_as=name, **more)
    home = Residence(person=made, address=address, postcode=postcode, starts_on=date(2026, 1, 1))
    made._prefetched_objects_cache = {"residences": [home], "protections": []}  # as the query brings them
    return made


def copy_saying(text: str) -> SafeCopy:
    people = [
        person(
            NIA,
            "Nia",
            "Flat 3, 8 Orchard Rise\nNorthwold",
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


@given(st.text(max_size=200))
def test_what_was_written_is_never_cut(text: str) -> None:
    assert copy_saying(text).content.worries == text
