"""Making the family from what was told, so that nobody types a child's name again. Part of the act of deciding."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from django.db import IntegrityError, transaction
from django.utils import timezone

from hearth.casework.family_help.models import Episode
from hearth.casework.family_help.opening import give_family, open_episode
from hearth.casework.frontdoor.door import front_door_team
from hearth.casework.frontdoor.known import standing_words
from hearth.casework.frontdoor.models import Contact, Opened, PersonTold
from hearth.casework.frontdoor.queries import families_now
from hearth.casework.people.models import Family, FamilyMembership, Identifier, Person, Relationship, Residence
from hearth.casework.people.opening import (
    PersonFacts,
    begin_family,
    grant,
    join_family,
    record_person,
    renew_likeness,
)
from hearth.foundation.periods.rows import standing
from hearth.foundation.staff.models import Worker

LeftOpen = PersonTold.LeftOpen
_PARTS = {
    PersonTold.Part.CHILD: FamilyMembership.Part.CHILD,
    PersonTold.Part.UNBORN: FamilyMembership.Part.CHILD,
    PersonTold.Part.MOTHER: FamilyMembership.Part.MOTHER,
    PersonTold.Part.FATHER: FamilyMembership.Part.FATHER,
    PersonTold.Part.STEP_PARENT: FamilyMembership.Part.STEP_PARENT,
    PersonTold.Part.GRANDPARENT: FamilyMembership.Part.GRANDPARENT,
    PersonTold.Part.OTHER: FamilyMembership.Part.OTHER,
}
_TO_A_CHILD = {
    PersonTold.Part.MOTHER: Relationship.Kind.PARENT,
    PersonTold.Part.FATHER: Relationship.Kind.PARENT,
    PersonTold.Part.GRANDPARENT: Relationship.Kind.GRANDPARENT,
    PersonTold.Part.STEP_PARENT: Relationship.Kind.OTHER,
}


def make_family(
    *, contact: Contact, people: list[PersonTold], without_a_word: list[PersonTold], name: str, on: date, by: Worker
) -> tuple[Family, int]:
    """The family of those told of, and how many new episodes were opened.

    A child recognised, who is in a family nobody works with now, brings the others into it; else the family is new.

    `without_a_word` may be on record, and only danger lets it be decided before anybody has said whether they are. A
    child among them is recorded anew all the same: a second record can be put right, and a child in danger is not left
    without an episode and a team that holds them. An adult is not, until somebody says who they are.
    """
    family = _family_they_were_in(people, on) or begin_family(name=name, by=by)
    team = front_door_team(by, on=on)
    if team:  # until a pod takes it: an allocation ends this grant, however long it takes
        grant(
            record=family.pk,
            why=f"Waiting to be allocated: {contact.reference}",
            by=by,
            team=team,
        )
    for told in without_a_word:
        _leave_open(told, LeftOpen.RECORDED_ANEW if told.is_child else LeftOpen.NOT_RECORDED)
    not_recorded = {told.pk for told in without_a_word if not told.is_child}
    people = [told for told in people if told.pk not in not_recorded]
    received_on = timezone.localdate(contact.received_at)
    persons = {told.pk: _person(told, contact, received_on, by) for told in people}
    for told in people:
        _join(family, told, persons[told.pk], received_on)
    _relate(people, persons)
    return family, _open_episodes(contact, family, [persons[told.pk] for told in people if told.is_child], by)


def join_others(
    *,
    contact: Contact,
    people: list[PersonTold],
    families: list[Family],
    without_a_word: list[PersonTold],
    on: date,
    by: Worker,
) -> tuple[list[Person], list[PersonTold]]:
    """Those told of who are in no family join the first of `families`, which the contact joins; its new children are
    helped if its others are. And who did not: somebody who may be known and of whom nobody has said, somebody who may be
    of these families already ("not sure"), or somebody recognised who is in none of them but in another: whether they
    belong to this one too is for a person to say.
    """
    family, *others = families
    members = {each.person_id: each for each in _members_of(family, on)}
    at_home = members.keys() | {each.person_id for other in others for each in _members_of(other, on)}
    unsure = {told.pk for told in without_a_word} | {
        told for (told, person), word in standing_words(people).items() if word == "not_sure" and person in at_home
    }
    unsure -= {told.pk for told in people if told.person_id}  # said to be somebody else on record
    known = [told.person_id for told in people if told.person_id]
    alone = set(
        Person.objects.filter(pk__in=known).exclude(pk__in=families_now(people, on)).values_list("pk", flat=True)
    )
    new = [told for told in people if told.pk not in unsure and (told.person_id is None or told.person_id in alone)]
    elsewhere = {told.pk for told in people if told.person_id and told.person_id not in alone | at_home}
    left = [told for told in people if told.pk in unsure | elsewhere]
    for told in left:
        _leave_open(told, LeftOpen.NOT_ADDED if told.person_id else LeftOpen.NOT_RECORDED)
    received_on = timezone.localdate(contact.received_at)
    already = {told.pk: members[told.person_id].person for told in people if told.person_id in members}
    persons = {told.pk: _person(told, contact, received_on, by) for told in new}
    for told in new:
        _join(family, told, persons[told.pk], received_on)
    _relate([told for told in people if told.pk in persons or told.pk in already], already | persons)
    children = [number for number, each in members.items() if each.part == FamilyMembership.Part.CHILD]
    if Episode.objects.filter(person__in=children, closed_on__isnull=True).exists():
        _open_episodes(contact, family, [persons[told.pk] for told in new if told.is_child], by)
    return list(persons.values()), left


def _leave_open(told: PersonTold, what: str) -> None:
    told.left_open = what
    told.save(update_fields=["left_open"])


def alike_in(family: Family, people: list[PersonTold], on: date) -> list[str]:
    """What to look at again before a contact joins a family: a child said to be another than a child of the family who has
    the same first name or date of birth. They would be recorded as one more child."""
    said = standing_words(people)
    warnings = []
    for told in people:
        if not told.is_child or told.person_id:
            continue
        for each in _members_of(family, on):
            same = _same(told, each.person)
            is_child = each.part == FamilyMembership.Part.CHILD
            if is_child and same and said.get((told.pk, each.person_id)) == "different":
                warnings.append(
                    f"{told.name} was said to be a different child from {each.person.name}, who has {same}. "
                    f"Joined so, {told.name} is recorded as one more child of the family. Look at it again if you are not sure."
                )
    return warnings


def _same(told: PersonTold, person: Person) -> str:
    """What two children share that one family's children seldom do, in words."""
    ours = {name.split()[0].casefold() for name in (person.known_as, person.given_names) if name.strip()}
    theirs = {name.split()[0].casefold() for name in (told.known_as, told.given_names) if name.strip()}
    shared = ["the same first name"] if ours & theirs else []
    if told.born_on and told.born_on == person.born_on:
        shared.append("the same date of birth")
    return " and ".join(shared)


def _members_of(family: Family, on: date) -> list[FamilyMembership]:
    """Those whose record is open to whoever decides."""
    members = family.memberships.filter(standing(on), person__in=Person.objects.all())
    return list(members.select_related("person"))


def _join(family: Family, told: PersonTold, person: Person, on: date) -> None:
    join_family(
        family=family,
        person=person,
        part=_PARTS[PersonTold.Part(told.part)],
        starts_on=on,
        has_parental_responsibility=told.has_parental_responsibility,
        lives_in_household=told.lives_in_household,
    )


def _family_they_were_in(people: list[PersonTold], on: date) -> Family | None:
    children = [told for told in people if told.is_child]
    found = [family for families in families_now(children, on).values() for family in families]
    return max(found, key=lambda family: (found.count(family), -family.pk), default=None)


def _person(told: PersonTold, contact: Contact, on: date, by: Worker) -> Person:
    """Who was told of: the person they were recognised as, else a new one. The contact keeps who they turned out to be."""
    lives_there = told.lives_in_household or (told.is_child and told.lives_in_household is None)
    address = told.address or (contact.address if lives_there else "")
    postcode = told.postcode or (contact.postcode if lives_there else "")
    if told.person_id:
        person = Person.objects.get(pk=told.person_id)
        if (address or postcode) and not person.residences.filter(ends_on__isnull=True).exists():
            starts_on = max([on, *(home.ends_on for home in person.residences.all() if home.ends_on)])
            Residence.objects.create(person=person, address=address, postcode=postcode, starts_on=starts_on)
            renew_likeness(person)
        return person
    guess = "" if told.born_on or told.expected_on else told.about_age
    person = record_person(
        facts=PersonFacts(
            known_as=told.known_as,
            given_names=told.given_names,
            family_name=told.family_name,
            born_on=told.born_on,
            expected_on=told.expected_on,
            about_age=guess,
            about_age_on=told.about_age_on if guess else None,
            sex=told.sex,
            ethnicity=told.ethnicity,
            language=told.language,
            communication_needs=told.communication_needs,
            phone=told.phone,
            school=told.school,
            surgery=told.surgery,
            address=address,
            postcode=postcode,
        ),
        on=on,
        by=by,
    )
    _keep_numbers(person, told)
    told.person = person
    told.save(update_fields=["person"])
    return person


def _keep_numbers(person: Person, told: PersonTold) -> None:
    """A number that belongs to somebody else's record already stays in the contact's own words: it cannot be two people's."""
    for kind, value in ((Identifier.Kind.NHS, told.nhs_number), (Identifier.Kind.UPN, told.upn)):
        if value:
            try:
                with transaction.atomic():
                    Identifier.objects.create(person=person, kind=kind, value=value)
            except IntegrityError:
                continue
    if told.nhs_number or told.upn:
        renew_likeness(person)


def _relate(people: list[PersonTold], persons: dict[int, Person]) -> None:
    children = [persons[told.pk] for told in people if told.is_child]
    for told in people:
        kind = _TO_A_CHILD.get(PersonTold.Part(told.part))
        for child in children if kind else ():
            if child != persons[told.pk]:
                Relationship.objects.get_or_create(person=persons[told.pk], to=child, kind=kind)
    for one, other in combinations(children, 2):
        if one != other:
            Relationship.objects.get_or_create(person=one, to=other, kind=Relationship.Kind.SIBLING)


def _open_episodes(contact: Contact, family: Family, children: list[Person], by: Worker) -> int:
    """One episode a child, from the day the contact came; an episode already open (brought in, of no family) is joined."""
    new = 0
    for child in dict.fromkeys(children):
        closed = [each.closed_on for each in Episode.objects.filter(person=child) if each.closed_on]
        episode, is_new = open_episode(
            person=child,
            family=family,
            referred_on=max([timezone.localdate(contact.received_at), *closed]),
            referral_source=contact.source,
            by=by,
        )
        Opened.objects.create(contact=contact, episode=episode, is_new=is_new)
        new += is_new
    give_family(people=children, family=family)
    return new
