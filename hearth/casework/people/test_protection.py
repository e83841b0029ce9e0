"""A split household: Nia and her children have gone to a refuge, and Darren must not find them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import permutations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from hearth.casework.people.models import Family, Person, Protection, Residence
from hearth.casework.people.opening import PersonFacts, begin_family, grant, join_family, record_person
from hearth.casework.people.protection import kept_of_their_home, what_may_be_told
from hearth.casework.people.rules import Home, Kept, Lives, Visible, WhatMayBeTold, told_to, visible_to
from hearth.conftest import LONG_AGO, TODAY, Cast
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.second_wall import stepped_in

OLD = ("12 Canal Street\nAldermere", "AL2 3CD")
REFUGE = ("Rowan House, 8 Orchard Rise", "ZZ9 4QT")
EARLIER = TODAY - timedelta(days=30)
TOMORROW = TODAY + timedelta(days=1)


@dataclass
class Split:
    family: Family
    nia: Person
    darren: Person
    kit: Person
    gran: Person


@pytest.fixture
def split(cast: Cast) -> Split:
    family = begin_family(name="Okafor-Reid", by=cast.hearth)

    def member(known_as: str, part: str, home: tuple[str, str], family_name: str, **more: str) -> Person:
        facts = PersonFacts(known_as=known_as, family_name=family_name, address=home[0], postcode=home[1], **more)
        person = record_person(facts=facts, on=EARLIER, by=cast.hearth)
        join_family(family=family, person=person, part=part, starts_on=LONG_AGO)
        return person

    nia = member("Nia", "mother", REFUGE, "Okafor", phone="07700 900123")
    darren = member("Darren", "father", OLD, "Reid")
    kit = member("Kit", "child", REFUGE, "Okafor-Reid", school="Hillside Primary")
    gran = member("Beryl", "grandparent", ("3 Mill Lane", "AL1 2BC"), "Reid")
    Protection.objects.create(
        person=nia, kept_from=darren, covers="address", why="Refuge", starts_on=EARLIER, made_by=cast.mo
    )
    grant(record=family.pk, why="Allocated to North pod", by=cast.mo, team=cast.north_pod)
    return Split(family, nia, darren, kit, gran)


def told(cast: Cast, split: Split, recipient: Person | str, on: date = TODAY) -> WhatMayBeTold:
    with stepped_in(cast.dee):
        return what_may_be_told(split.family, recipient, on)


def test_whoever_lives_with_somebody_protected_is_warned_of_it_too(cast: Cast, split: Split) -> None:
    with stepped_in(cast.dee):
        who = {
            person.known_as: [each.person.known_as for each in kept_of_their_home(person, TODAY)]
            for person in (split.nia, split.darren, split.kit, split.gran)
        }
    assert who == {"Nia": [], "Darren": [], "Kit": ["Nia"], "Beryl": []}


def test_it_is_on_the_page_of_who_lives_there(cast: Cast, split: Split, signed_in: Callable[[Worker], Client]) -> None:
    dee = signed_in(cast.dee)
    kits, beryls = (dee.get(f"/people/{person.pk}/see-person/").content.decode() for person in (split.kit, split.gran))
    words = "Lives with Nia, whose address, phone and school are kept from Darren Reid"
    assert (words in kits, "Lives with Nia" in beryls) == (True, False)


def test_the_father_is_told_neither_her_address_nor_that_of_the_child_who_lives_with_her(
    cast: Cast, split: Split
) -> None:
    may = told(cast, split, split.darren)
    assert may.addresses == {split.nia.pk: False, split.darren.pk: True, split.kit.pk: False, split.gran.pk: True}
    assert may.names == {split.nia.pk: True, split.darren.pk: True, split.kit.pk: True, split.gran.pk: True}
    assert may.leaves_out == 2
    assert [may.may_name_professional(about) for about in (split.kit.pk, split.nia.pk, None, split.gran.pk)] == [
        False,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Visit at Rowan House on Friday", ("Rowan House",)),
        ("Darren rings zz94qt first", ("ZZ9 4QT",)),
        ("Text Nia on 07700-900 123", ("07700 900123",)),
        ("The teacher at HILLSIDE PRIMARY sees Kit daily", ("Hillside Primary",)),
        ("Kit stays safe on the hillside by 12 Canal Street", ()),
    ],
)
def test_what_somebody_typed_is_searched_for_what_is_kept_back(
    cast: Cast, split: Split, typed: str, found: tuple[str, ...]
) -> None:
    assert told(cast, split, split.darren).gives_away("nothing here", typed) == found


def test_the_mother_and_those_outside_are_told(cast: Cast, split: Split) -> None:
    for recipient in (split.nia, "Millbrook Primary School"):
        may = told(cast, split, recipient)
        assert (set(may.addresses.values()), may.leaves_out, may.keeps_back) == ({True}, 0, ())


def test_a_name_typed_for_the_father_is_the_father(cast: Cast, split: Split) -> None:
    assert told(cast, split, " darren  REID ").addresses == told(cast, split, split.darren).addresses


def test_kept_from_everybody_outside_is_told_to_those_who_live_there(cast: Cast, split: Split) -> None:
    Protection.objects.update(kept_from=None)
    assert told(cast, split, split.kit).addresses[split.nia.pk] is True
    assert told(cast, split, split.darren).addresses == {
        split.nia.pk: False,
        split.darren.pk: True,
        split.kit.pk: False,
        split.gran.pk: True,
    }
    assert told(cast, split, "Millbrook Primary School").addresses[split.kit.pk] is False


def test_a_record_that_puts_the_father_at_the_refuge_does_not_tell_him_so(cast: Cast, split: Split) -> None:
    Residence.objects.filter(person=split.darren).update(address=REFUGE[0], postcode=REFUGE[1])
    assert told(cast, split, split.darren).addresses[split.darren.pk] is False


def test_where_she_is_going_is_kept_back_before_she_is_there(cast: Cast, split: Split) -> None:
    Residence.objects.filter(person=split.nia).update(starts_on=TOMORROW)
    may = told(cast, split, split.darren)
    assert (may.addresses[split.kit.pk], may.gives_away("8 Orchard Rise, zz9 4qt")) == (False, ("ZZ9 4QT",))


def test_she_has_left_the_family_and_is_protected_still(cast: Cast, split: Split) -> None:
    split.family.memberships.filter(person=split.nia).update(ends_on=TODAY)
    assert told(cast, split, split.darren).addresses[split.nia.pk] is False


def test_who_is_hidden_altogether_is_not_named(cast: Cast, split: Split) -> None:
    Protection.objects.update(covers="everything")
    may = told(cast, split, split.darren)
    assert (may.may_name(split.nia.pk), may.may_name(split.kit.pk)) == (False, True)
    assert may.gives_away("Nia will ring on Monday", "Niamh will not") == ("Nia",)


def test_somebody_who_is_not_in_the_family_is_never_named(cast: Cast, split: Split) -> None:
    may = told(cast, split, split.nia)
    assert (may.may_name(1), may.may_give_address(1)) == (False, False)


def test_the_number_of_queries_does_not_grow(cast: Cast, split: Split, django_assert_num_queries: object) -> None:
    with stepped_in(cast.dee), django_assert_num_queries(3):  # type: ignore[operator]
        what_may_be_told(split.family, split.darren, TODAY)
    for number in range(12):
        person = record_person(facts=PersonFacts(known_as=f"C{number}"), on=TODAY, by=cast.hearth)
        join_family(family=split.family, person=person, part="child", starts_on=LONG_AGO)
    with stepped_in(cast.dee), django_assert_num_queries(3):  # type: ignore[operator]
        what_may_be_told(split.family, split.darren, TODAY)


# The rule alone.

NUMBERS = st.integers(min_value=1, max_value=5)
DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31))
PROTECTIONS = st.lists(
    st.builds(
        Kept,
        person=NUMBERS,
        kept_from=st.none() | NUMBERS,
        everything=st.booleans(),
        starts_on=DAYS,
        ends_on=st.none() | DAYS,
    ),
    max_size=5,
)
HOMES = st.frozensets(
    st.builds(Home, first_line=st.sampled_from(["", "a", "b"]), postcode=st.sampled_from(["", "x", "y"])), max_size=2
)
HOUSEHOLDS = st.lists(st.builds(Lives, person=NUMBERS, homes=HOMES), max_size=5, unique_by=lambda each: each.person)
RECIPIENTS = st.none() | NUMBERS


@pytest.mark.parametrize(
    ("protection", "recipient", "seen"),
    [
        (Kept(1, 2, False, EARLIER), 2, Visible(name=True, address=False)),
        (Kept(1, 2, True, EARLIER), 2, Visible(name=False, address=False)),
        (Kept(1, 2, False, EARLIER), 3, Visible(name=True, address=True)),
        (Kept(1, 2, True, EARLIER), None, Visible(name=True, address=True)),
        (Kept(1, None, False, EARLIER), 2, Visible(name=True, address=False)),
        (Kept(1, None, True, EARLIER), None, Visible(name=False, address=False)),
        (Kept(1, None, True, EARLIER), 1, Visible(name=True, address=True)),
        (Kept(3, None, True, EARLIER), 2, Visible(name=True, address=True)),
        (Kept(1, 2, True, EARLIER, TODAY), 2, Visible(name=True, address=True)),
        (Kept(1, 2, True, EARLIER, TOMORROW), 2, Visible(name=False, address=False)),
        (Kept(1, 2, True, TODAY), 2, Visible(name=False, address=False)),
        (Kept(1, 2, True, TOMORROW), 2, Visible(name=True, address=True)),
    ],
)
def test_what_is_visible_to_whom(protection: Kept, recipient: int | None, seen: Visible) -> None:
    assert visible_to(recipient, 1, [protection], TODAY) == seen


@given(PROTECTIONS, RECIPIENTS, DAYS)
def test_a_protection_in_force_always_holds_whatever_the_others_and_their_order(
    protections: list[Kept], recipient: int | None, on: date
) -> None:
    for order in list(permutations(protections))[:24]:
        for each in order:
            seen = visible_to(recipient, each.person, order, on)
            assert seen == visible_to(recipient, each.person, protections, on)
            if each.holds(on=on) and each.kept_from in (None, recipient) and each.person != recipient:
                assert seen.address is False
                assert seen.name is not each.everything or seen.name is False


@given(HOUSEHOLDS, PROTECTIONS, RECIPIENTS, DAYS)
def test_no_home_kept_from_somebody_by_name_is_told_through_anybody(
    household: list[Lives], protections: list[Kept], recipient: int | None, on: date
) -> None:
    said = told_to(recipient, household, protections, on)
    assert said == told_to(recipient, reversed(household), reversed(protections), on)
    assert set(said) == {each.person for each in household}
    kept = {
        each.person
        for each in protections
        if each.holds(on=on) and recipient not in (None, each.person) and each.kept_from == recipient
    }
    hidden = {home for each in household if each.person in kept for home in each.homes}
    for each in household:
        if each.person in kept or any(home.may_be(secret) for home in each.homes for secret in hidden):
            assert said[each.person].address is False


@given(HOUSEHOLDS, PROTECTIONS, RECIPIENTS, DAYS, PROTECTIONS)
def test_more_protection_never_tells_more(
    household: list[Lives], protections: list[Kept], recipient: int | None, on: date, more: list[Kept]
) -> None:
    before, after = (
        told_to(recipient, household, protections, on),
        told_to(recipient, household, protections + more, on),
    )
    assert [
        person
        for person in before
        if (after[person].name and not before[person].name) or (after[person].address and not before[person].address)
    ] == []
