"""Who those told of may already be: found among everybody, told with reasons, held for as long as the contact needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.utils import timezone

from hearth.casework.frontdoor.door import front_door_team
from hearth.casework.frontdoor.models import Contact, PersonTold, SaidOfMatch
from hearth.casework.frontdoor.rules import POSSIBLY_KNOWN
from hearth.casework.people.likeness.description import Dwelling, Likeness
from hearth.casework.people.likeness.ranking import WORDS, Match
from hearth.casework.people.maybe_known import maybe_known
from hearth.casework.people.models import Identifier
from hearth.casework.people.opening import grant
from hearth.foundation.staff.models import Grant, Team, Worker

MOST_SHOWN = 6
HELD_FOR = timedelta(days=5)
"""How long the front door may read the record of somebody it has recognised in a contact."""


@dataclass(frozen=True)
class Candidate:
    """Somebody on record who may be the one told of, with the word standing about it (or none)."""

    person: int
    name: str
    born_on: date | None
    expected_on: date | None
    score: int
    word: str
    reasons: tuple[str, ...]
    differences: tuple[str, ...]
    said: str = ""


@dataclass(frozen=True)
class MayBe:
    """One person told of, and who they may be, best first; `restricted` records like them are only counted."""

    told: PersonTold
    candidates: tuple[Candidate, ...]
    restricted: int
    is_spoken_of: bool

    @property
    def best(self) -> int:
        return max((candidate.score for candidate in self.candidates), default=0)

    @property
    def needs_a_word(self) -> bool:
        return self.best >= POSSIBLY_KNOWN and not self.is_spoken_of


def likeness_told(told: PersonTold, contact: Contact) -> Likeness:
    """Somebody as the contact told of them, to be compared with those on record."""
    lives_there = told.lives_in_household is not False
    postcode = told.postcode or (contact.postcode if lives_there else "")
    address = told.address or (contact.address if lives_there else "")
    numbers = ((Identifier.Kind.NHS.value, told.nhs_number), (Identifier.Kind.UPN.value, told.upn))
    return Likeness(
        known_as=told.known_as,
        given_names=told.given_names,
        family_name=told.family_name,
        born_on=told.born_on,
        expected_on=told.expected_on,
        dwellings=(Dwelling(postcode, address.split("\n")[0].strip()),) if postcode or address else (),
        identifiers=tuple((kind, number) for kind, number in numbers if number),
    )


def standing_words(people: Iterable[PersonTold]) -> dict[tuple[int, int], str]:
    """Who was said to be whom, and is still: by the number of the one told of and of the person on record."""
    said = SaidOfMatch.objects.filter(told__in=list(people), withdrawn_at__isnull=True)
    return {(each.told_id, each.person): each.word for each in said}


def who_may_be_known(contact: Contact, people: list[PersonTold]) -> list[MayBe]:
    """Search everybody for each person told of. Only for those whose role may: the database refuses anybody else."""
    said = standing_words(people)
    return [_may_be(told, contact, said) for told in people]


def keep_best_match(contact: Contact, found: Iterable[MayBe]) -> None:
    """What the queue shows of a contact: part of the act that searched for everybody told of, never of a mere look."""
    contact.best_match = max((each.best for each in found), default=0)
    contact.save(update_fields=["best_match"])


def told_without_a_word(contact: Contact, people: list[PersonTold]) -> list[PersonTold]:
    return [each.told for each in may_be_without_a_word(contact, people)]


def may_be_without_a_word(contact: Contact, people: list[PersonTold]) -> list[MayBe]:
    """Those who may be known and of whom nobody has said a word. Those spoken of are not searched for again."""
    return [each for each in who_may_be_known(contact, not_spoken_of(people)) if each.needs_a_word]


def not_spoken_of(people: list[PersonTold]) -> list[PersonTold]:
    spoken = {told for told, _ in standing_words(people)}
    return [told for told in people if told.pk not in spoken]


def likeness_words(best_match: int | None) -> str:
    """The best match of a contact in the words of a queue: "probably known: 86"."""
    if best_match is None:
        return "not looked for yet"
    if best_match == 0:
        return "nobody like them found"
    return f"{next(word for least, word in WORDS if best_match >= least)}: {best_match}"


def _may_be(told: PersonTold, contact: Contact, said: dict[tuple[int, int], str]) -> MayBe:
    found = maybe_known(likeness_told(told, contact), limit=MOST_SHOWN)
    return MayBe(
        told=told,
        candidates=tuple(
            _candidate(match, likeness, said.get((told.pk, match.person_ref), "")) for match, likeness in found.matches
        ),
        restricted=found.restricted,
        is_spoken_of=any(key[0] == told.pk for key in said),
    )


def _candidate(match: Match[int], known: Likeness, said: str) -> Candidate:
    name = f"{known.known_as or known.given_names} {known.family_name}".strip()
    return Candidate(
        person=match.person_ref,
        name=name or f"Person {match.person_ref}",
        born_on=known.born_on,
        expected_on=known.expected_on,
        score=match.score,
        word=match.word,
        reasons=match.reasons,
        differences=match.differences,
        said=said,
    )


def with_whom_they_may_be(may_be: Iterable[MayBe]) -> dict[int, set[int]]:
    """By family that somebody who may be one of these is in today: its lead worker and its pod's managers, by number.

    The database says no more than whom to tell: the family stays closed to whoever asks.
    """
    persons = {each.person for may in may_be for each in may.candidates if each.score >= POSSIBLY_KNOWN}
    with connection.cursor() as cursor:
        cursor.execute("select family, worker from hearth_who_works_with(%s)", [sorted(persons)])
        found: dict[int, set[int]] = {}
        for family, worker in cursor.fetchall():
            found.setdefault(int(family), set()).add(int(worker))
    return found


# Holding the record of somebody recognised


def hold_known(*, contact: Contact, person: int, by: Worker, on: date) -> None:
    """Let the front door read somebody recognised and the families they are in, for the time of the contact."""
    team = front_door_team(by, on=on)
    if team is None:
        return
    for record in (person, *_families_of(person)):
        _hold(record=record, why=_why(contact), by=by, team=team)


def hold_those_known(*, contact: Contact, people: Iterable[PersonTold], by: Worker, on: date) -> None:
    """Everybody recognised in the contact, with the families they are in by now."""
    for told in people:
        if told.person_id:
            hold_known(contact=contact, person=told.person_id, by=by, on=on)


def let_go(*, contact: Contact, person: int) -> None:
    """End what `hold_known` gave, when the word "same person" is taken back."""
    Grant.objects.filter(
        record__in=[person, *_families_of(person)], why=_why(contact), ends_at__gt=timezone.now()
    ).update(ends_at=timezone.now())


def _hold(*, record: int, why: str, by: Worker, team: Team) -> None:
    now: datetime = timezone.now()
    if not Grant.objects.filter(record=record, team=team, why=why, ends_at__gt=now + HELD_FOR / 2).exists():
        grant(record=record, why=why, by=by, team=team, lasts=HELD_FOR)


def _why(contact: Contact) -> str:
    return f"Recognised in contact {contact.reference}"


def _families_of(person: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select * from hearth_families_of(%s)", [person])
        return [int(number) for (number,) in cursor.fetchall()]
