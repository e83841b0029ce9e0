"""How higher apps make persons and families: inside their own audited act, so these write no event of their own.

A record's number is granted to whoever makes it before the record is made, for the day: so the second wall lets them go
on working with it until somebody allocates it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from hearth.casework.people.likeness.description import Dwelling, Likeness
from hearth.casework.people.likeness.keys import keys_for
from hearth.casework.people.models import Family, FamilyMembership, Identifier, Person, Residence
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Grant, Team, Worker
from hearth.foundation.staff.second_wall import next_record

RECORDERS_GRANT = timedelta(days=1)
MADE_THIS_RECORD = "Made this record"
BROUGHT_IN = "Brought in from the children in need census"
_FIELDS = {Identifier.Kind.NHS.value: "nhs_number", Identifier.Kind.UPN.value: "upn"}


@dataclass(frozen=True)
class PersonFacts:
    """What is known of somebody when their record is made."""

    known_as: str = ""
    given_names: str = ""
    family_name: str = ""
    other_names: Sequence[str] = ()
    born_on: date | None = None
    expected_on: date | None = None
    about_age: str = ""
    about_age_on: date | None = None
    died_on: date | None = None
    sex: str = "U"
    ethnicity: str = ""
    disabilities: Sequence[str] = ()
    language: str = ""
    communication_needs: str = ""
    phone: str = ""
    school: str = ""
    surgery: str = ""
    address: str = ""
    postcode: str = ""
    lived_there_from: date | None = None
    identifiers: Sequence[tuple[str, str]] = field(default=())


def grant(
    *,
    record: int,
    why: str,
    by: Worker,
    worker: Worker | None = None,
    team: Team | None = None,
    lasts: timedelta | None = None,
    kind: Grant.Kind = Grant.Kind.WORK,
) -> Grant:
    """Let a worker or a team open a record: from now, until it is ended or `lasts` has passed.

    It begins with its own statement, by the database's clock, so what is made next in it can already be seen.
    """
    return Grant.objects.create(
        record=record,
        why=why,
        kind=kind,
        worker=worker,
        team=team,
        given_by=by,
        ends_at=timezone.now() + lasts if lasts else None,
    )


def record_person(*, facts: PersonFacts, on: date, by: Worker) -> Person:
    """A new person, with where they live and their numbers, found from now on by likeness."""
    number = next_record()
    grant(record=number, why=MADE_THIS_RECORD, by=by, worker=by, lasts=RECORDERS_GRANT)
    person = Person.objects.create(
        id=number,
        known_as=facts.known_as,
        given_names=facts.given_names,
        family_name=facts.family_name,
        other_names=list(facts.other_names),
        born_on=facts.born_on,
        expected_on=facts.expected_on,
        about_age=facts.about_age,
        about_age_on=facts.about_age_on,
        died_on=facts.died_on,
        sex=facts.sex,
        ethnicity=facts.ethnicity,
        disabilities=list(facts.disabilities),
        language=facts.language,
        communication_needs=facts.communication_needs,
        phone=facts.phone,
        school=facts.school,
        surgery=facts.surgery,
        likeness_keys=sorted(keys_for(likeness_of_facts(facts))),
        recorded_by=by,
    )
    if facts.address or facts.postcode:
        Residence.objects.create(
            person=person, address=facts.address, postcode=facts.postcode, starts_on=facts.lived_there_from or on
        )
    for kind, value in facts.identifiers:
        Identifier.objects.create(person=person, kind=kind, value=value)
    return person


def begin_family(*, name: str, by: Worker) -> Family:
    number = next_record()
    grant(record=number, why=MADE_THIS_RECORD, by=by, worker=by, lasts=RECORDERS_GRANT)
    return Family.objects.create(id=number, name=name, recorded_by=by)


def join_family(
    *,
    family: Family,
    person: Person,
    part: str,
    starts_on: date,
    has_parental_responsibility: bool | None = None,
    lives_in_household: bool | None = None,
) -> FamilyMembership:
    """The person's standing membership of the family: the one there is, or a new one."""
    standing = FamilyMembership.objects.filter(family=family, person=person, ends_on__isnull=True).first()
    return standing or FamilyMembership.objects.create(
        family=family,
        person=person,
        part=part,
        starts_on=starts_on,
        has_parental_responsibility=has_parental_responsibility,
        lives_in_household=lives_in_household,
    )


def likeness_of_facts(facts: PersonFacts) -> Likeness:
    dwellings = (Dwelling(facts.postcode, facts.address.split("\n")[0]),) if facts.postcode or facts.address else ()
    return Likeness(
        known_as=facts.known_as,
        given_names=facts.given_names,
        family_name=facts.family_name,
        former_names=tuple(facts.other_names),
        born_on=facts.born_on,
        expected_on=facts.expected_on,
        dwellings=dwellings,
        identifiers=tuple(facts.identifiers),
    )


def likeness_of(person: Person) -> Likeness:
    """The person as the search compares them, with every address and number they have had."""
    return Likeness(
        known_as=person.known_as,
        given_names=person.given_names,
        family_name=person.family_name,
        former_names=tuple(person.other_names),
        born_on=person.born_on,
        expected_on=person.expected_on,
        dwellings=tuple(
            Dwelling(home.postcode, home.address.split("\n")[0], home.ends_on) for home in person.residences.all()
        ),
        identifiers=tuple((each.kind, each.value) for each in person.identifiers.all()),
    )


def renew_likeness(person: Person) -> None:
    """After a name, a date, an address or a number changed: find the person by what they are now and were."""
    Person.objects.filter(pk=person.pk).update(likeness_keys=sorted(keys_for(likeness_of(person))))


def write_number(person: Person, kind: str, value: str) -> None:
    """The person's number of this kind from now on; "" takes it away. Whoever calls renews the likeness.

    Raises Refused where it is on another record already.
    """
    held = person.identifiers.filter(kind=kind).first()
    if (held.value if held else "") == value:
        return
    if held and kind == Identifier.Kind.UPN:  # a pupil's old number is still asked for in returns
        held.kind = Identifier.Kind.FORMER_UPN
        held.save(update_fields=["kind"])
    elif held:
        held.delete()
    if not value:
        return
    try:
        with transaction.atomic():
            Identifier.objects.create(person=person, kind=kind, value=value)
    except IntegrityError:
        words = Identifier.Kind(kind).label
        raise Refused(
            f"{words} {value} is already on another record. Check it, or ask the data steward", field=_FIELDS[kind]
        ) from None
    if kind == Identifier.Kind.UPN:  # what is known is unknown for no reason any more
        Person.objects.filter(pk=person.pk).update(upn_unknown="")
