"""What was asked in the search box, and who it may be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from hearth.casework.people.likeness.description import Likeness
from hearth.casework.people.likeness.ranking import SLIGHT, Match
from hearth.casework.people.likeness.search_text import read_search
from hearth.casework.people.maybe_known import SEARCHES_EVERYBODY, maybe_known
from hearth.casework.people.models import Family, Person
from hearth.casework.people.opening import PersonFacts, likeness_of_facts
from hearth.casework.people.queries import InFamily, among_mine, by_number, families_by_person, families_called
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.staff.models import Worker

MOST_PEOPLE, MOST_FAMILIES, MANY = 60, 20, 10

_NUMBER = re.compile(r"(?:family|person|record|no\.?|number|#)?\s*#?(\d{3,12})", re.IGNORECASE)
_REFERRAL = re.compile(r"r\s?-?\s?(\d{3,12})", re.IGNORECASE)
_LOOKS_LIKE_A_DATE = re.compile(
    r"\b(\d{1,4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,4}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+\d{2,4})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PersonFound:
    person: Person
    word: str
    reasons: tuple[str, ...]
    differences: tuple[str, ...]
    families: tuple[InFamily, ...]


@dataclass(frozen=True)
class Found:
    """`everybody` is None for whoever may not search everybody. `referral` is the number of an R-reference."""

    people: list[PersonFound] = field(default_factory=list)
    families: list[Family] = field(default_factory=list)
    everybody: list[tuple[Match[int], Likeness]] | None = None
    restricted: int = 0
    referral: int | None = None
    strange_date: str = ""
    by_name_alone: bool = False

    @property
    def is_nothing(self) -> bool:
        return not (self.people or self.families or self.everybody or self.restricted or self.referral)

    @property
    def is_too_wide(self) -> bool:
        """Names alone are never enough to tell people apart: ask for a date of birth or a postcode."""
        return self.by_name_alone and len(self.people) + len(self.everybody or ()) > MANY


def strange_date(asked: str) -> str:
    """What looks like a date and is none, as 30/02/2016; empty when every date is real."""
    found = _LOOKS_LIKE_A_DATE.search(asked)
    return found[0] if found and read_search(asked).born_on is None else ""


def look_for(asked: str, *, worker: Worker) -> Found:
    """Among what the worker may open; for the front door among everybody too."""
    odd = strange_date(asked)
    asked_without = asked.replace(odd, " ") if odd else asked
    described = read_search(asked_without)
    matches = among_mine(described, limit=MOST_PEOPLE)
    numbered = _by_number(asked)
    people = [*numbered[1], *(person for _, person in matches if person not in numbered[1])]
    families = families_by_person(people)
    said = {person.pk: match for match, person in matches}
    words = [word for word in f"{described.given_names} {described.family_name}".split() if len(word) > 2]
    everybody, restricted = _everybody(described, worker, {person.pk for person in people})
    referral = _REFERRAL.fullmatch(asked.strip())
    return Found(
        people=[_found(person, said.get(person.pk), families.get(person.pk, [])) for person in people],
        families=list(dict.fromkeys([*numbered[0], *families_called(words, limit=MOST_FAMILIES)])),
        everybody=everybody,
        restricted=restricted,
        referral=int(referral[1]) if referral else None,
        strange_date=odd,
        by_name_alone=not (
            described.born_on or described.born_in or described.dwellings or described.identifiers or odd
        ),
    )


def _by_number(asked: str) -> tuple[list[Family], list[Person]]:
    found = _NUMBER.fullmatch(asked.strip())
    if found is None:
        return [], []
    family, person = by_number(int(found[1]))
    return [family] if family else [], [person] if person else []


def _everybody(
    described: Likeness, worker: Worker, mine: set[int]
) -> tuple[list[tuple[Match[int], Likeness]] | None, int]:
    if worker.role not in SEARCHES_EVERYBODY:
        return None, 0
    known = maybe_known(described, limit=MOST_FAMILIES)
    return [(match, likeness) for match, likeness in known.matches if match.person_ref not in mine], known.restricted


def _found(person: Person, match: Match[int] | None, families: list[InFamily]) -> PersonFound:
    if match is None:
        return PersonFound(person, "this number", (), (), tuple(families))
    word, reasons = said_of(match)
    return PersonFound(person, word, reasons, match.differences, tuple(families))


def said_of(match: Match[int]) -> tuple[str, tuple[str, ...]]:
    """How sure it is, and why. Of a slight likeness, what it is: "same surname" tells more than that it is slight."""
    if match.word == SLIGHT and match.reasons:
        return match.reasons[0], match.reasons[1:]
    return match.word, match.reasons


# Before a record is made ---------------------------------------------------------------------------------------------

LIKE_ENOUGH = 40  # "possibly known", in `likeness.ranking`


@dataclass(frozen=True)
class Known:
    number: int
    name: str
    reasons: tuple[str, ...]
    differences: tuple[str, ...]
    born_on: date | None

    @property
    def words(self) -> str:
        return f"{self.name}, born {date_in_words(self.born_on)}" if self.born_on else self.name

    @property
    def because(self) -> str:
        but = f", but {', '.join(self.differences)}" if self.differences else ""
        return f"{', '.join(self.reasons)}{but}".capitalize()


@dataclass(frozen=True)
class AlreadyKnown:
    """Who may already have a record: among everybody for the front door, else among those the worker may open."""

    people: tuple[Known, ...]
    restricted: int

    @property
    def is_nobody(self) -> bool:
        return not self.people and not self.restricted


def already_known(facts: PersonFacts, *, worker: Worker) -> AlreadyKnown:
    asked = likeness_of_facts(facts)
    if worker.role in SEARCHES_EVERYBODY:
        found = maybe_known(asked)
        people = [
            (match, said.known_as or said.given_names, said.family_name, said.born_on) for match, said in found.matches
        ]
        restricted = found.restricted
    else:
        people = [
            (match, person.first_name, person.family_name, person.born_on)
            for match, person in among_mine(asked, limit=MANY)
        ]
        restricted = 0
    return AlreadyKnown(
        tuple(
            Known(match.person_ref, f"{first} {family}".strip(), match.reasons, match.differences, born_on)
            for match, first, family, born_on in people
            if match.score >= LIKE_ENOUGH
        ),
        restricted,
    )
