from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.casework.people.likeness import Dwelling, Likeness, query_keys, read_search

BORN_ON = date(2016, 3, 12)


@pytest.mark.parametrize(
    "written",
    [
        "12/03/2016",
        "12/3/16",
        "12.03.2016",
        "12-03-2016",
        "12 03 2016",
        "12032016",
        "2016-03-12",
        "12 March 2016",
        "12th of march 2016",
        "12 Mar 16",
        "March 12, 2016",
        "dob: 12/03/2016",
        "born on 12/03/2016",
        "03/13/2016",
    ],
)
def test_a_date_in_many_forms(written: str) -> None:
    expected = date(2016, 3, 13) if written == "03/13/2016" else BORN_ON
    assert read_search(f"Kit Okafor {written}") == Likeness(given_names="Kit", family_name="Okafor", born_on=expected)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("okafor-reid", Likeness(family_name="okafor-reid")),
        ("Okafor-Reid, Kit", Likeness(given_names="Kit", family_name="Okafor-Reid")),
        ("Jan van der Berg", Likeness(given_names="Jan", family_name="van der Berg")),
        ("Mc Donald", Likeness(family_name="Mc Donald")),
        ("Al Smith", Likeness(given_names="Al", family_name="Smith")),
        ("R-20417", Likeness(identifiers=(("", "R-20417"),))),
        ("NHS number 943 476 5919", Likeness(identifiers=(("", "9434765919"),))),
        ("DfEX0000001", Likeness(identifiers=(("", "DfEX0000001"),))),
        ("hx1 2ab", Likeness(dwellings=(Dwelling("HX1 2AB"),))),
        ("Khan 2016", Likeness(family_name="Khan", born_in=2016)),
        (
            "Ali Khan 12 Acacia Avenue HX1 2AB",
            Likeness(given_names="Ali", family_name="Khan", dwellings=(Dwelling("HX1 2AB", "12 Acacia Avenue"),)),
        ),
        ("", Likeness()),
    ],
)
def test_what_else_may_be_typed(written: str, read: Likeness) -> None:
    assert read_search(written) == read


@pytest.mark.parametrize(("written", "year"), [("1/2/36", 1936), ("1/2/99", 1999), ("1/2/00", 2000), ("1/2/35", 2035)])
def test_two_figures_of_a_year(written: str, year: int) -> None:
    assert read_search(written).born_on == date(year, 2, 1)


def test_a_day_that_never_was_is_no_date() -> None:
    assert read_search("Bell 30/02/2016").born_on is None


@given(st.text(max_size=60))
def test_nothing_typed_can_break_the_search(text: str) -> None:
    assert isinstance(query_keys(text), frozenset)
