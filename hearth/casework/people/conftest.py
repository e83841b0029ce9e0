"""The Okafor-Reid family: Nia and Darren, Kit and Ada, a child not yet born, and Darren's mother Beryl. North pod holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from hearth.casework.people.models import Family, Person
from hearth.casework.people.opening import PersonFacts, begin_family, grant, join_family, record_person
from hearth.conftest import LONG_AGO, Cast
from hearth.foundation.staff.pages import today

HOME = ("4 Mill Lane\nAldermere", "AL1 2BC")


@dataclass
class Household:
    family: Family
    nia: Person
    darren: Person
    kit: Person
    ada: Person
    baby: Person
    beryl: Person


@pytest.fixture
def household(cast: Cast) -> Household:
    family = begin_family(name="Okafor-Reid", by=cast.hearth)

    def member(part: str, facts: PersonFacts, **more: bool) -> Person:
        person = record_person(facts=facts, on=LONG_AGO, by=cast.hearth)
        join_family(family=family, person=person, part=part, starts_on=LONG_AGO, **more)
        return person

    def living(known_as: str, family_name: str, born_on: date, school: str = "", phone: str = "") -> PersonFacts:
        return PersonFacts(
            known_as=known_as,
            family_name=family_name,
            born_on=born_on,
            school=school,
            phone=phone,
            address=HOME[0],
            postcode=HOME[1],
        )

    made = Household(
        family=family,
        nia=member("mother", living("Nia", "Okafor", date(1991, 4, 2), phone="07700 900123")),
        darren=member("father", living("Darren", "Reid", date(1989, 8, 9))),
        kit=member("child", living("Kit", "Okafor-Reid", date(2016, 3, 27), "Millbrook Primary School")),
        ada=member("child", living("Ada", "Okafor-Reid", date(2019, 9, 1), "Millbrook Primary School")),
        baby=member(
            "child", PersonFacts(known_as="Baby", family_name="Okafor", expected_on=today() + timedelta(days=20))
        ),
        beryl=member(
            "grandparent",
            PersonFacts(known_as="Beryl", family_name="Reid", address="9 High Street", postcode="AL3 3AA"),
        ),
    )
    grant(record=family.pk, why="Allocated to North pod", by=cast.mo, team=cast.north_pod)
    return made
