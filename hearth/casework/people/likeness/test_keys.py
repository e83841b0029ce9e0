"""However a person is mistyped, the enquiry and the record must have a key in common, or nobody can rank them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hearth.casework.people.likeness import Dwelling, Likeness, keys_for, query_keys

GIVEN = st.sampled_from(
    (
        "Christopher",
        "Aoife",
        "Muhammad",
        "Chiamaka",
        "Małgorzata",
        "Siân",
        "William",
        "Fatima",
        "Mei",
        "Ng",
        "Oluwaseun",
        "Zoë",
    )
)
FAMILY = st.sampled_from(
    (
        "Smith",
        "O'Connor",
        "Hussain",
        "Okafor-Reid",
        "Wiśniewska",
        "van der Berg",
        "McDonald",
        "Li",
        "Ó Súilleabháin",
        "Begum",
        "Adeyemi",
        "Bell",
    )
)
BORN_ON = st.dates(date(1950, 1, 1), date(2026, 9, 1))
PERSONS = st.builds(Likeness, given_names=GIVEN, family_name=FAMILY, born_on=BORN_ON)


def keys_in_common(asked: Likeness | str, known: Likeness) -> frozenset[str]:
    return query_keys(asked) & keys_for(known)


def with_slip(word: str, at: int, letter: str) -> str:
    at %= len(word)
    return word[:at] + letter + word[at + 1 :]


LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyz")


@given(PERSONS)
def test_the_person_themselves(person: Likeness) -> None:
    assert keys_in_common(person, person)


@given(PERSONS, st.integers(0, 20), LETTERS)
def test_a_slip_in_either_name(person: Likeness, at: int, letter: str) -> None:
    assert keys_in_common(replace(person, family_name=with_slip(person.family_name, at, letter)), person)
    assert keys_in_common(replace(person, given_names=with_slip(person.given_names, at, letter)), person)


@given(PERSONS)
def test_names_the_other_way_round_without_a_date(person: Likeness) -> None:
    turned = Likeness(given_names=person.family_name, family_name=person.given_names)
    assert keys_in_common(turned, replace(person, born_on=None))


@given(PERSONS)
def test_day_and_month_swapped(person: Likeness) -> None:
    assert person.born_on
    assume(person.born_on.day <= 12)
    turned = date(person.born_on.year, person.born_on.day, person.born_on.month)
    only_dates = keys_in_common(Likeness(born_on=turned), Likeness(born_on=person.born_on))
    assert len(only_dates) == 1


@given(PERSONS, st.integers(1, 9))
def test_a_wrong_year_and_a_slip_in_one_name(person: Likeness, years: int) -> None:
    assert person.born_on
    known = replace(person, born_on=person.born_on.replace(day=min(person.born_on.day, 28)))
    assert known.born_on
    wrong = known.born_on.replace(year=known.born_on.year - years)
    assert keys_in_common(replace(known, born_on=wrong, family_name="Xq"), known)
    assert keys_in_common(replace(known, born_on=wrong, given_names="Xq"), known)


@pytest.mark.parametrize("half", ["Okafor", "Reid", "okafor reid", "Reid-Okafor", "Okafour"])
def test_half_of_a_double_surname(half: str) -> None:
    known = Likeness(given_names="Kit", family_name="Okafor-Reid")
    assert keys_in_common(Likeness(given_names="Kit", family_name=half), known)
    assert keys_in_common(known, Likeness(given_names="Kit", family_name=half))


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("Bill Smith", Likeness(given_names="William", family_name="Smith")),
        ("Peggy O Connor", Likeness(given_names="Margaret", family_name="O'Connor")),
        ("Peggy Connor", Likeness(given_names="Margaret", family_name="O'Connor")),
        ("Mo Hussein", Likeness(given_names="Muhammad", family_name="Hussain")),
        ("Jan Berg", Likeness(given_names="Jan", family_name="van der Berg")),
        ("Angus MacDonald", Likeness(given_names="Angus", family_name="Mc Donald")),
        ("Zhang Wei", Likeness(given_names="Wei", family_name="Zhang")),
        ("Xiaoming Li", Likeness(given_names="Xiao-Ming", family_name="Li")),
        ("Amara Bell", Likeness(given_names="Amara", family_name="Okafor", former_names=("Bell",))),
        ("Amara Bell", Likeness(given_names="Zoe", family_name="Okafor", former_names=("Amara Bell",))),
        ("J Smith", Likeness(given_names="Jessica", family_name="Smith")),
        ("okafor-reid", Likeness(given_names="Kit", family_name="Reid")),
        ("Kit", Likeness(known_as="Kit", family_name="Reid")),
        ("R20417", Likeness(identifiers=(("Hearth", "r-20417"),))),
        ("hx12ab", Likeness(dwellings=(Dwelling("HXI 2AB"),))),
        ("12/03/2016", Likeness(born_on=date(2016, 12, 3))),
        ("Khan 2016", Likeness(given_names="Ali", family_name="Khan", born_on=date(2016, 5, 5))),
    ],
)
def test_what_is_typed_meets_the_record(asked: str, known: Likeness) -> None:
    assert keys_in_common(asked, known)


@given(st.dates(date(2020, 1, 1), date(2026, 12, 31)), st.integers(-80, 20))
def test_a_child_now_born_meets_the_unborn(expected_on: date, days: int) -> None:
    unborn = Likeness(given_names="Baby", family_name="Okafor", expected_on=expected_on)
    born = Likeness(given_names="Kit", family_name="Okafor", born_on=expected_on + timedelta(days=days))
    assert keys_in_common(born, unborn)


def test_accents_make_no_difference() -> None:
    plain = Likeness(given_names="Malgorzata", family_name="Wisniewska", former_names=("O'Shea",))
    accented = Likeness(given_names="Małgorzata", family_name="Wiśniewska", former_names=("Ó'Shéa",))
    assert keys_for(plain) == keys_for(accented)
    assert query_keys(plain) == query_keys(accented)


def test_somebody_of_whom_nothing_is_known_has_no_keys() -> None:
    assert keys_for(Likeness()) == query_keys("") == frozenset()


def test_a_name_alone_is_looked_up_alone_only_when_nothing_else_is_given() -> None:
    assert query_keys("Smith") == {"w:smt"}
    assert query_keys("Smith 2016") == {"w:smt", "u:smt:2016", "y:smt:2016"}
    assert query_keys("Smith HX1 2AB") == {"p:HX12AB"}
