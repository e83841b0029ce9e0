"""How a name sounds, and which other names it goes by.

Our own scheme, because the known ones were made for American ears: Metaphone gives Kowalczyk and Kovalchik nothing in
common and Match Rating parts Smith from Smyth. A sound is the consonants in order, with those that callers confuse
made one (f/v/w/ph, d/t/th, s/z/sh/sz, c/k/q), every leading vowel written "a" and the other vowels dropped.
"""

import csv
import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

CACHED_NAMES = 100_000

# Letters that Unicode does not take apart into a plain letter and an accent.
_WHOLE_LETTERS = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})

_PARTICLES = frozenset(
    re.findall(
        r"\w+",
        "van von der den de del della da das dos do du di la le al el bin ibn bint binti binte ap ab ferch verch "
        "ni nic ui o d st ter ten",
    )
)
_JOINED_TO_WHAT_FOLLOWS = frozenset({"mc", "mac"})
# A child not yet born, or not yet named, is often written "Baby Smith": not a name to match on.
_NOT_NAMES = frozenset(
    re.findall(r"\w+", "baby unborn infant bump unknown unnamed mr mrs miss ms mx master dr prof rev sir lady")
)

_REWRITES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^ma?c(?=[a-z]{3})", "mk"),
        (r"^(?:kn|gn|pn|ng)(?=[aeiouy])", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"^x", "s"),
        (r"szcz|shch|sch|cz(?=k)", "s"),
        (r"chr", "kr"),
        (r"tch|cz|ch", "C"),
        (r"ngh", "ng"),
        (r"(?<=[a-z])gh", ""),
        (r"^gh", "g"),
        (r"dg(?=[eiy])|g(?=e)", "j"),
        (r"c(?=[eiy])", "s"),
        (r"ck|c|q", "k"),
        (r"x", "ks"),
        (r"ph", "v"),
        (r"(?<=[aeiouy])w(?![aeiouy])", ""),
        (r"^y(?=[aeiou])", "j"),
    )
)
_CONFUSED = str.maketrans({"f": "v", "w": "v", "d": "t", "z": "s", "C": "c"})
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS_BEFORE = re.compile(r"^[aeiouy]+")
_LATER_VOWELS = re.compile(r"(?<=.)[aeiouyh]")
LONGEST_SOUND = 8


def _other_names() -> dict[str, tuple[str, ...]]:
    heads: defaultdict[str, set[str]] = defaultdict(set)
    with (Path(__file__).parent / "other_names.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            for name in (row["name"], *row["also"].split()):
                heads[name].add(row["name"])
    return {name: tuple(sorted(of)) for name, of in heads.items()}


@lru_cache(CACHED_NAMES)
def fold(text: str) -> str:
    """Small plain letters, words parted by one space: "Ó Súilleabháin-D'Arcy" is "o suilleabhain darcy"."""
    plain = re.sub(r"(?<=\w)['’‘`´ʼ](?=\w)", "", _without_accents(text))
    return " ".join(re.findall(r"[a-z]+", plain))


def _without_accents(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_WHOLE_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(CACHED_NAMES)
def sound(word: str) -> str:
    """The sound of one folded word; empty only for an empty word."""
    for pattern, replacement in _REWRITES:
        word = pattern.sub(replacement, word)
    # Doubled letters go before the vowels do: the two m-sounds of Mohamed are two.
    word = _DOUBLED.sub(r"\1", word.translate(_CONFUSED))
    return _LATER_VOWELS.sub("", _VOWELS_BEFORE.sub("a", word))[:LONGEST_SOUND]


OTHER_NAMES = _other_names()


@lru_cache(CACHED_NAMES)
def heads_of(word: str) -> tuple[str, ...]:
    """The full names a folded forename may stand for: "bill" gives ("william",), "alex" several."""
    return OTHER_NAMES.get(word, ())


@lru_cache(CACHED_NAMES)
def forename_sounds(word: str) -> tuple[str, ...]:
    """Its own sound first, then that of each full name it may stand for."""
    return tuple(dict.fromkeys((sound(word), *(sound(head) for head in heads_of(word)))))


class Part(NamedTuple):
    """One half of a family name (or the whole of a single one), in each way it may be written.

    "O'Connor" is (oconnor, connor); "van Dijk" is (vandijk, dijk).
    """

    ways: tuple[str, ...]


@lru_cache(CACHED_NAMES)
def forenames(text: str) -> tuple[str, ...]:
    """The folded forenames; two short ones also joined ("Xiao Ming", "Ann-Marie")."""
    words = tuple(word for word in fold(text).split() if word not in _NOT_NAMES)
    return (*words, "".join(words)) if len(words) == 2 and sum(map(len, words)) <= 10 else words


@lru_cache(CACHED_NAMES)
def family_parts(text: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    before: list[str] = []
    joining = ""
    apostrophe = re.search(r"\b([od])['’‘`´ʼ](\w+)", _without_accents(text))
    without_prefix = fold(apostrophe[2]).split(" ")[0] if apostrophe else ""
    words = [word for word in fold(text).split() if word not in _NOT_NAMES]
    for place, word in enumerate(words):
        is_last = place == len(words) - 1
        if word in _JOINED_TO_WHAT_FOLLOWS and not is_last:
            joining += word
        elif word in _PARTICLES and not is_last:
            before.append(word)
        else:
            word = joining + word
            ways = ["".join((*before, word)), word] if before else [word]
            if without_prefix and word[0] in "od" and word[1:] == without_prefix:
                ways.append(without_prefix)
            parts.append(Part(tuple(ways)))
            before, joining = [], ""
    return tuple(parts)


class Names(NamedTuple):
    """A person's names made ready to compare: forenames in order (the known-as name apart), family names in parts."""

    given: tuple[str, ...]
    known_as: tuple[str, ...]
    family: tuple[Part, ...]
    former_given: tuple[str, ...]
    former_family: tuple[Part, ...]


@lru_cache(CACHED_NAMES)
def names(known_as: str, given_names: str, family_name: str, former_names: tuple[str, ...]) -> Names:
    former_given: list[str] = []
    former_family: list[Part] = []
    for former in former_names:
        parts = family_parts(former)
        # A former name written alone may be either: a maiden name or a name the child used to go by.
        former_given += [part.ways[0] for part in (parts[:-1] if len(parts) > 1 else parts)]
        former_family += parts[-1:]
        if "-" in former:
            former_family += family_parts(former.split()[-1])[:-1]
    known = forenames(known_as)
    # "Known as" sometimes holds the whole name; its last word is then the family name again.
    family = family_parts(family_name)
    return Names(
        given=forenames(given_names),
        known_as=tuple(word for word in known if len(known) == 1 or all(word not in part.ways for part in family)),
        family=family,
        former_given=tuple(former_given),
        former_family=tuple(former_family),
    )
