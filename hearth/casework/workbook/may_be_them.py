"""Whether somebody written in as an outsider may be one of those from whom something is kept, or act for them.

    may_be_or_act_for("R Fenland", "Ana's father", rhys, others=[ana, clara])      # True

Rather once too often: who is wrongly taken for them is handed too little, and a fuller name puts it right. Names are
compared as the search compares them (`people.likeness`): slips, sounds, short names, initials.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from hearth.casework.people.likeness.sound import fold, heads_of, sound
from hearth.casework.people.models import FamilyMembership, Person
from hearth.casework.people.rules import letters

ALIKE = 0.7  # of 1: one slip in four letters, two in seven

_TITLES = frozenset(["mr", "mrs", "miss", "ms", "mx", "dr", "sir", "master"])
_JOINS = frozenset(
    ["and", "for", "of", "c", "o", "co", "care", "via", "to", "the", "from", "family", "known", "as", "aka"]
)
_SAINT = frozenset(["st", "saint"])
_PLACES = frozenset(
    [
        "school",
        "primary",
        "junior",
        "infant",
        "nursery",
        "academy",
        "college",
        "university",
        "surgery",
        "practice",
        "hospital",
        "centre",
        "clinic",
        "council",
        "borough",
        "district",
        "town",
        "county",
        "library",
        "church",
        "road",
        "street",
        "police",
        "station",
        "housing",
    ]
)
_ACTS_FOR = frozenset(
    [
        "solicitor",
        "solicitors",
        "lawyer",
        "lawyers",
        "barrister",
        "counsel",
        "legal",
        "attorney",
        "representative",
        "representing",
        "mckenzie",
    ]
)
_ACTS_FOR_NOBODY_KEPT_FROM = frozenset(["child", "children", "childrens", "childs", "council", "councils", "authority"])

_MALE, _FEMALE, _EITHER = "M", "F", ""
_PARENTS = {
    _MALE: "father dad daddy stepfather stepdad fathers dads",
    _FEMALE: "mother mum mummy mam mom mama stepmother stepmum mothers mums",
    _EITHER: "parent parents",
}
_PARTNERS = {
    _MALE: "husband boyfriend",
    _FEMALE: "wife girlfriend",
    _EITHER: "partner ex spouse fiance fiancee",
}
_GRANDPARENTS = {
    _MALE: "grandfather grandad granddad grandpa",
    _FEMALE: "grandmother gran nan nana nanna granny grandma",
    _EITHER: "grandparent grandparents",
}
_KIN = {_MALE: "brother uncle son", _FEMALE: "sister aunt auntie daughter", _EITHER: "cousin sibling"}
# "Parent support adviser" and "partner agency" are nobody's parent and nobody's partner.
_ONLY_AT_THE_END = frozenset(["parent", "parents", "partner", "ex"])

_PART = FamilyMembership.Part
_WORDS_FOR_A_PART = {
    _PART.MOTHER: (_PARENTS, _PARTNERS),
    _PART.FATHER: (_PARENTS, _PARTNERS),
    _PART.PARENT: (_PARENTS, _PARTNERS),
    _PART.STEP_PARENT: (_PARENTS, _PARTNERS),
    _PART.GRANDPARENT: (_GRANDPARENTS,),
    _PART.SIBLING: (_KIN,),
    _PART.CHILD: (_KIN,),
}
_ANY_KIND = (_PARENTS, _PARTNERS, _GRANDPARENTS, _KIN)
_RELATIONS = frozenset(word for kind in _ANY_KIND for words in kind.values() for word in words.split())
_SEX_OF_A_PART = {_PART.MOTHER: _FEMALE, _PART.FATHER: _MALE}


@dataclass(frozen=True)
class Somebody:
    """Of a person on record, what there is to know them by. `part`: what they are in the family; "" when never in it."""

    firsts: frozenset[str]
    lasts: frozenset[str]
    part: str = ""
    sex: str = ""

    @property
    def relations(self) -> frozenset[str]:
        """The words somebody would write for them in place of a name."""
        sex = _SEX_OF_A_PART.get(_PART(self.part)) if self.part in _PART.values else None
        sex = self.sex if sex is None else sex
        kinds = _WORDS_FOR_A_PART.get(_PART(self.part), _ANY_KIND) if self.part in _PART.values else _ANY_KIND
        return frozenset(
            word
            for kind in kinds
            for whose, words in kind.items()
            if whose in (_EITHER, sex) or sex not in (_MALE, _FEMALE)
            for word in words.split()
        )


def somebody(person: Person, part: str = "") -> Somebody:
    return Somebody(
        firsts=frozenset(
            word for name in (person.known_as, person.given_names, *person.other_names) for word in _words(name)
        ),
        lasts=frozenset(_words(person.family_name)),
        part=part,
        sex=person.sex,
    )


def may_be_or_act_for(name: str, agency: str, them: Somebody, others: Sequence[Somebody] = ()) -> bool:
    """`others`: everybody else of the family, whose names are their own and not a slip in writing `them`."""
    named, said = _words(name), _words(agency)
    return (
        _is_named(named, them, others)
        or (bool(set(named) & (_JOINS | _RELATIONS)) and _speaks_of(named, them, others))
        or _speaks_of(said, them, others)
        or _is_relation(named, them)
        or _is_relation(said, them)
        or _may_act_for([*named, *said], them, others)
    )


def _words(text: str) -> list[str]:
    """Plain small letters without titles, "Ana's" as "ana"; as it stands where written in other letters than ours."""
    without = re.sub(r"(?<=\w)['’‘`´ʼ]s?\b", lambda found: " " if found[0][1:] else "'", text, flags=re.IGNORECASE)
    plain = (fold(without) or letters(without)).split()
    return [word for word in plain if word not in _TITLES] or plain


def _is_named(words: Sequence[str], them: Somebody, others: Sequence[Somebody]) -> bool:
    """A first name with the surname, either of them by its initial; or either of them with no other name beside."""
    if not words:
        return False
    theirs = [_is_first(word, them, others) for word in words]
    family = [any(_is_alike(word, last) for last in them.lasts) for word in words]
    first_initials, last_initials = {first[0] for first in them.firsts}, {last[0] for last in them.lasts}
    for one, word in enumerate(words):
        for other, beside in enumerate(words):
            if one == other:
                continue
            if (theirs[one] and (family[other] or beside in last_initials)) or (
                word in first_initials and family[other]
            ):
                return True
    known = {word for word, first, last in zip(words, theirs, family, strict=True) if first or last}
    initials = first_initials | last_initials
    if known and all(word in known | initials | _JOINS for word in words):
        return True
    joined = "".join(words)
    whole = {way for first in them.firsts for last in them.lasts for way in (first + last, last + first)}
    both = {way for first in first_initials for last in last_initials for way in (first + last, last + first)}
    return joined in both or any(_similar(joined, way) >= ALIKE for way in whole)


def _is_first(word: str, them: Somebody, others: Sequence[Somebody]) -> bool:
    if word in them.firsts:
        return True
    return not any(word in other.firsts for other in others) and any(_is_alike(word, name) for name in them.firsts)


def _is_alike(word: str, name: str) -> bool:
    if len(word) < 2 or len(name) < 2:
        return word == name and len(word) > 1
    short, long = sorted((word, name), key=len)
    return (
        _similar(word, name) >= ALIKE
        or (len(sound(word)) > 1 and sound(word) == sound(name))
        or _is_nickname(word, name)
        or (long.startswith(short) and len(short) > 2 and (short == word or len(long) - len(short) < 3))
    )


def _is_nickname(word: str, name: str) -> bool:
    return not {word, *heads_of(word)}.isdisjoint({name, *heads_of(name)})


def _similar(word: str, name: str) -> float:
    return DamerauLevenshtein.normalized_similarity(word, name)


def _speaks_of(words: Sequence[str], them: Somebody, others: Sequence[Somebody]) -> bool:
    """Their name among other words, a slip allowed; not a saint's, not a place's, not a relation's of the same name."""
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        after = words[place + 1] if place + 1 < len(words) else ""
        if before in _SAINT or after in _PLACES or any(word in other.firsts for other in others):
            continue
        if any(_is_slip(word, first) or _is_nickname(word, first) for first in them.firsts):
            return True
        if any(_is_slip(word, last) for last in them.lasts) and not any(before in other.firsts for other in others):
            return True
        if before in {first[0] for first in them.firsts} and word in {last[0] for last in them.lasts}:
            return True
    return False


def _is_slip(word: str, name: str) -> bool:
    """The same, two letters turned, or one letter wrong in a word long enough for that not to be another word."""
    if len(word) < 2:
        return False
    return word == name or (
        DamerauLevenshtein.distance(word, name) == 1
        and (sorted(word) == sorted(name) or min(map(len, (word, name))) > 4)
    )


def _is_relation(words: Sequence[str], them: Somebody) -> bool:
    for place, word in enumerate(words):
        if place and words[place - 1] == "foster":
            continue
        is_last = place == len(words) - 1 or words[place + 1] in {"of", "to"}
        if word in them.relations and (is_last or word not in _ONLY_AT_THE_END):
            return True
    return False


def _may_act_for(words: Sequence[str], them: Somebody, others: Sequence[Somebody]) -> bool:
    """Acts for somebody, and does not say for whom: for anybody else of the family, or for the council, is said."""
    if not set(words) & _ACTS_FOR:
        return False
    clients = {name for other in others for name in other.firsts} | _ACTS_FOR_NOBODY_KEPT_FROM
    clients |= {word for other in others if other.part for word in other.relations}
    return not set(words) & clients
