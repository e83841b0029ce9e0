"""Short keys under which a person is kept, so that a mistyped enquiry still meets them.

Kept in a `text[]` column with a GIN index; an enquiry asks `keys && query_keys(...)`, ordered by the number of keys in
common, and the first `MOST_RANKED` go to `rank`. Each key joins two facts, so that among 200,000 persons it returns
some hundreds at the most.

    d  date of birth, day and month in either order        m  day and month of birth + the beginning of a name
    y  forename + year of birth                            u  family name + year of birth (or year expected)
    n  family name + beginning of forename                 g  family name + end of forename
    h  forename + beginning of family name                 t  forename + end of family name
    p  postcode                                            i  identifier
    o  family name + initial, asked for only by initial ("J Smith")
    w  any one name, asked for only when nothing else is given

A name stands here by its sound. The last two are broad: a common name returns thousands, and only the first of them in
order of keys in common are ranked.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from hearth.casework.people.likeness.description import Likeness
from hearth.casework.people.likeness.search_text import read_search
from hearth.casework.people.likeness.sound import Names, Part, forename_sounds, names, sound

MOST_RANKED = 400
_BORN_ABOUT_WHEN_EXPECTED = timedelta(days=90)
_MOST_NAMES_ASKED = 6
# Read wrongly from handwriting, and typed wrongly from memory.
_LOOKS_ALIKE = str.maketrans("OI", "01")


def postcode_key(postcode: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", postcode.upper()).translate(_LOOKS_ALIKE)


def identifier_key(value: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", value.upper())


def names_of(person: Likeness) -> Names:
    return names(person.known_as, person.given_names, person.family_name, person.former_names)


def _years(person: Likeness) -> set[int]:
    """Every year of birth the description allows."""
    if person.born_on:
        return {person.born_on.year}
    if person.expected_on:
        return {(person.expected_on + slip).year for slip in (-_BORN_ABOUT_WHEN_EXPECTED, timedelta(), timedelta(21))}
    return {person.born_in} if person.born_in else set()


def _beginning(name_sound: str) -> str:
    return name_sound[:2]


def _ends(name_sound: str) -> tuple[str, ...]:
    """What is left of a sound when a slip has spoilt its beginning; of three consonants also the outer two."""
    if len(name_sound) == 3:
        return name_sound[1:], name_sound[0] + name_sound[2]
    return (name_sound[-min(3, max(len(name_sound) - 2, 1)) :],)


def _pair_keys(forename: str, family_sound: str) -> Iterator[str]:
    sounds = forename_sounds(forename)
    for given in sounds:
        yield f"n:{family_sound}:{_beginning(given)}"
        yield f"h:{given}:{_beginning(family_sound)}"
        yield from (f"t:{given}:{end}" for end in _ends(family_sound))
    yield from (f"g:{family_sound}:{end}" for end in _ends(sounds[0]))


def _date_keys(born_on: date, beginnings: Iterable[str]) -> Iterator[str]:
    # Day and month in size order, so that the two ways of reading 03/12 are one key.
    low, high = sorted((born_on.day, born_on.month))
    yield f"d:{born_on.year}{low:02}{high:02}"
    for beginning in beginnings:
        yield f"m:{low:02}{high:02}:{beginning}"


def _place_and_identifier_keys(person: Likeness) -> Iterator[str]:
    for dwelling in person.dwellings:
        if postcode := postcode_key(dwelling.postcode):
            yield f"p:{postcode}"
    for _, value in person.identifiers:
        if identifier := identifier_key(value):
            yield f"i:{identifier}"


def _every_way(parts: Iterable[Part]) -> set[str]:
    return {way for part in parts for way in part.ways}


def _keys(forenames: set[str], family_ways: set[str], pairs: set[tuple[str, str]], person: Likeness) -> Iterator[str]:
    given_sounds = {given for forename in forenames for given in forename_sounds(forename)}
    family_sounds = {sound(way) for way in family_ways}
    for forename, way in pairs:
        yield from _pair_keys(forename, sound(way))
    for year in _years(person):
        yield from (f"y:{given}:{year}" for given in given_sounds)
        yield from (f"u:{family}:{year}" for family in family_sounds)
    if person.born_on:
        yield from _date_keys(person.born_on, {_beginning(name) for name in given_sounds | family_sounds})
    yield from _place_and_identifier_keys(person)


def keys_for(person: Likeness) -> frozenset[str]:
    """The keys a person on record is kept under."""
    known = names_of(person)
    forenames = {*known.given, *known.known_as, *known.former_given}
    family_ways = _every_way((*known.family, *known.former_family))
    pairs = {(forename, way) for forename in forenames for way in family_ways if forename != way}
    alone = {f"w:{sound(name)}" for name in forenames | family_ways}
    initials = {f"o:{sound(way)}:{sound(forename)[0]}" for forename, way in pairs}
    return frozenset(_keys(forenames, family_ways, pairs, person)) | alone | initials


def query_keys(asked: str | Likeness) -> frozenset[str]:
    """The keys to look under. Every name is tried both as forename and as family name."""
    person = read_search(asked) if isinstance(asked, str) else asked
    known = names_of(person)
    forenames = dict.fromkeys((*known.known_as, *known.given, *known.former_given))
    parts = (*(Part((name,)) for name in forenames), *known.family, *known.former_family)[:_MOST_NAMES_ASKED]
    pairs = {(way, of) for part in parts for other in parts if other != part for way in part.ways for of in other.ways}
    every = _every_way(parts)
    keys = frozenset(_keys(every, every, pairs, person))
    keys |= {f"o:{sound(way)}:{sound(initial)}" for initial, way in pairs if len(initial) == 1}
    has_one_kind_of_name = not forenames or not (known.family or known.former_family)
    if has_one_kind_of_name and not any(key[0] in "dpi" for key in keys):
        keys |= {f"w:{given}" for name in every for given in forename_sounds(name)}
    return keys
