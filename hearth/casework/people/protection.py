"""Before anything about a family leaves the building: what may be told to this recipient.

    told = what_may_be_told(family, recipient, on)      # recipient: a Person, or the name of somebody outside
    told.may_name(person.pk), told.may_give_address(person.pk), told.may_name_professional(about)
    told.gives_away(plan.worries, step.does, …)         # kept-back words that somebody typed: ask before printing

`partners.telling.with_professionals(told, family)` adds the professionals' names to what is looked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hearth.casework.people.likeness.sound import fold
from hearth.casework.people.models import Family, Person, Protection, Residence, first_name
from hearth.casework.people.rules import Home, Kept, Lives, WhatMayBeTold, letters, told_to
from hearth.foundation.periods.rows import standing


def what_may_be_told(family: Family, recipient: Person | str, on: date, *, strictest: bool = False) -> WhatMayBeTold:
    """What a document about `family` made for `recipient` may say, of everybody who is or was in the family.

    `recipient` is a person, or the name of somebody outside (an agency, a friend). A name that is the name of somebody
    from whom something is kept is taken for that person; `strictest`: whoever they are, whatever is kept from anybody is
    kept from them. Three queries (four for a name), whatever the size of the family.
    """
    members = list(
        Person.objects.filter(memberships__family=family).distinct().prefetch_related("residences", "protections")
    )
    protections = [each for person in members for each in person.protections.all()]
    to = None if strictest else _number_of(recipient, members, protections)
    said = told_to(
        to,
        [Lives(person.pk, frozenset(_place(home) for home in _homes_from(person, on))) for person in members],
        [replace(kept, kept_from=None) if strictest else kept for kept in map(as_kept, protections)],
        on,
    )
    return WhatMayBeTold(
        names={number: seen.name for number, seen in said.items()},
        addresses={number: seen.address for number, seen in said.items()},
        leaves_out=sum(1 for number, seen in said.items() if number != to and not (seen.name and seen.address)),
        keeps_back=tuple(
            word
            for person in members
            if person.pk != to
            for word in _words_kept(person, said[person.pk].name, said[person.pk].address)
        ),
    )


def kept_of_their_home(person: Person, on: date) -> list[Protection]:
    """What is kept of those whom somebody lives with, as far as the record says where they live: their address gives the
    others' away, so no document made here tells it either (`told_to`)."""
    homes = {_place(home) for home in _homes_from(person, on)}
    families = Family.objects.filter(memberships__person=person)
    protections = (
        Protection.objects.filter(standing(on), person__memberships__family__in=families)
        .exclude(person=person)
        .exclude(kept_from=person)
        .distinct()
        .select_related("person", "kept_from")
        .prefetch_related("person__residences")
        .order_by("starts_on", "pk")
    )
    return [
        each
        for each in protections
        if any(home.may_be(_place(theirs)) for theirs in _homes_from(each.person, on) for home in homes)
    ]


def as_kept(protection: Protection) -> Kept:
    return Kept(
        person=protection.person_id,
        kept_from=protection.kept_from_id,
        everything=protection.covers == Protection.Covers.EVERYTHING,
        starts_on=protection.starts_on,
        ends_on=protection.ends_on,
    )


def _homes_from(person: Person, on: date) -> list[Residence]:
    """Where they live, and where they are known to be going."""
    return [home for home in person.residences.all() if home.ends_on is None or home.ends_on > on]


def _place(home: Residence) -> Home:
    return Home(letters(" ".join(_door(home))), "".join(home.postcode.split()).upper())


def _door(home: Residence) -> list[str]:
    """The line that says which door: for a flat, the building's line too."""
    lines = [line.strip() for line in home.address.replace("\n", ",").split(",") if line.strip()]
    is_part = bool(lines) and lines[0].split()[0].lower() in {"flat", "apartment", "unit", "room"}
    return lines[: 2 if is_part else 1]


def _number_of(recipient: Person | str, members: list[Person], protections: list[Protection]) -> int | None:
    return recipient.pk if isinstance(recipient, Person) else _known_by_name(recipient, members, protections)


def _known_by_name(name: str, members: list[Person], protections: list[Protection]) -> int | None:
    kept_from = Person.objects.filter(pk__in={each.kept_from_id for each in protections if each.kept_from_id})
    for person in [*members, *kept_from]:
        if fold(name) in {fold(person.name), fold(f"{person.given_names} {person.family_name}")}:
            return int(person.pk)
    return None


def _words_kept(person: Person, may_name: bool, may_give_address: bool) -> Iterable[str]:
    if not may_give_address:
        for home in person.residences.all():
            yield from (each for each in (home.postcode, *_door(home)) if each)
        yield from (each for each in (person.phone, person.school, person.surgery) if each)
    if not may_name:
        called = first_name(person.known_as, person.given_names, person.family_name, int(person.pk))
        yield from (each for each in (called, person.given_names, *person.other_names) if each)
