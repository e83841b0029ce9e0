"""A plan made for one named recipient: what is left out, and what must be reworded before it can be printed at all.

Steps by or for somebody the recipient may not be told of are left out, and counted. What was *written* is never cut:
a blanked sentence shows that there is something to find. If a text gives something away, nothing is printed until the
worker has reworded it. For the same reason no copy says that it leaves anything out: the worker is told, not the reader.

Somebody *from whom* something is kept gets far less: their own steps, who to ring and the next review. A child's worries
and what the others do if he comes are no secret place or name, and no search for words would find them. Somebody outside
gets no more than that while something is kept from anybody (`queries.copy_for`): who they are is only what was typed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from hearth.casework.people.likeness.sound import fold
from hearth.casework.people.models import Person, Protection, Residence
from hearth.casework.people.rules import WhatMayBeTold, letters
from hearth.casework.workbook.plan_content import HOPES, IF_WORSE, SCALES, WORRIES, PlanContent, StepContent

OUR_FAMILY = "Our family"

# What many schools and surgeries are called; what is left is the name people use.
_COMMON = frozenset(
    [
        "the",
        "school",
        "primary",
        "junior",
        "infant",
        "infants",
        "nursery",
        "secondary",
        "high",
        "grammar",
        "academy",
        "college",
        "community",
        "church",
        "of",
        "england",
        "c",
        "e",
        "ce",
        "ca",
        "rc",
        "catholic",
        "roman",
        "cofe",
        "voluntary",
        "aided",
        "controlled",
        "foundation",
        "free",
        "preschool",
        "pre",
        "first",
        "middle",
        "upper",
        "lower",
        "surgery",
        "practice",
        "medical",
        "health",
        "centre",
        "doctors",
        "dr",
        "gp",
        "clinic",
        "and",
    ]
)
_SHORTEST_PHONE = 7

# Words of British addresses with the ways they are shortened. What is short for two of them is taken for both.
SHORTENED = (
    ("road", "rd"),
    ("street", "st", "str"),
    ("saint", "st", "snt"),
    ("lane", "ln", "la"),
    ("avenue", "ave", "av", "avn"),
    ("close", "cl", "clo", "cls"),
    ("drive", "dr", "drv"),
    ("doctor", "dr"),
    ("crescent", "cres", "cresc", "cr", "crs"),
    ("court", "ct", "crt"),
    ("place", "pl", "plc"),
    ("gardens", "gdns", "gdn", "gds", "garden", "grdns"),
    ("terrace", "terr", "ter", "tce", "trc"),
    ("square", "sq", "sqr"),
    ("park", "pk"),
    ("grove", "gr", "gro", "grv"),
    ("green", "grn", "gn"),
    ("house", "hse", "ho", "hs"),
    ("flat", "apartment", "apt", "flt", "fl", "appt"),
    ("mount", "mt", "mnt"),
    ("mountain", "mt", "mtn"),
    ("boulevard", "blvd", "bvd"),
    ("buildings", "bldgs", "bldg", "building", "blgs"),
    ("block", "blk"),
    ("bridge", "br", "bdge", "brg"),
    ("broadway", "bdwy", "bway"),
    ("centre", "ctr", "cntr", "center"),
    ("church", "ch"),
    ("cottage", "cott", "cot", "ctg"),
    ("cottages", "cotts", "cots", "ctgs"),
    ("estate", "est"),
    ("farm", "fm"),
    ("floor", "flr", "fl"),
    ("gate", "gt"),
    ("great", "gt"),
    ("heights", "hts"),
    ("hill", "hl"),
    ("hospital", "hosp"),
    ("junction", "jct", "jn", "junc"),
    ("little", "ltl", "lt"),
    ("lodge", "ldg", "lo"),
    ("lower", "lr", "lwr"),
    ("mansions", "mans", "mns"),
    ("meadow", "mdw", "meadows", "mdws"),
    ("mews", "ms", "mws"),
    ("orchard", "orch"),
    ("parade", "pde"),
    ("passage", "psge"),
    ("point", "pt"),
    ("promenade", "prom"),
    ("quay", "qy"),
    ("rise", "ri"),
    ("school", "sch"),
    ("station", "stn", "sta"),
    ("upper", "upr"),
    ("valley", "vly"),
    ("view", "vw"),
    ("villas", "vlas", "vills", "villa"),
    ("walk", "wlk", "wk"),
    ("way", "wy"),
    ("wood", "wd"),
    ("yard", "yd"),
    ("north", "n", "nth"),
    ("south", "s", "sth"),
    ("east", "e"),
    ("west", "w"),
)
_SPELLINGS = {
    word: sorted({each for words in SHORTENED if word in words for each in words}, key=len, reverse=True)
    for word in itertools.chain(*SHORTENED)
}


@dataclass(frozen=True)
class GivesAway:
    """A text of the plan that says what this recipient must not be told."""

    where: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class KeptBack:
    """Of one person, what this copy must not say, from whom that is kept, and why it is protected."""

    name: str
    what: str
    kept_from: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True)
class OwnOnly:
    """The copy holds no more than what is the recipient's own, because something is kept from `kept_from`. `person`: whose
    steps are theirs; None when they are nobody on record, and then a step in their very name is."""

    kept_from: str
    person: Person | None


@dataclass(frozen=True)
class SafeCopy:
    """`nothing_theirs`: only what is their own may be told, and no step is theirs."""

    content: PlanContent
    family: str
    left_out: tuple[str, ...]
    gives_away: tuple[GivesAway, ...]
    own_only: OwnOnly | None = None

    @property
    def nothing_theirs(self) -> bool:
        return self.own_only is not None and not self.content.steps

    @property
    def may_be_printed(self) -> bool:
        return not self.gives_away and not self.nothing_theirs


@dataclass(frozen=True)
class LeadsTo:
    """A practitioner or professional whose name, or whose service's, would lead this recipient to whom they work with."""

    name: str
    service: str
    worker: int | None = None


def safe_copy(
    content: PlanContent,
    *,
    family: str,
    recipient: str,
    people: Sequence[Person],
    leading: Sequence[LeadsTo],
    told: WhatMayBeTold,
    to: int | None,
    council: str,
    on: date,
    own_only: OwnOnly | None = None,
) -> SafeCopy:
    """`to` is the recipient's number when they are a person on record. `people` have their residences and protections
    with them."""
    hidden = [person for person in people if person.pk != to and not told.may_name(person.pk)]
    names = tuple(_names(hidden, people))
    left_out: list[str] = []
    if any(_says(family, word) for word in names):
        left_out.append(
            f"The family's name is left out: it would tell {recipient} of somebody they must not be told of."
        )
        family = OUR_FAMILY
    because = f"something is kept from {own_only.kept_from} in this family." if own_only else ""
    if own_only:
        left_out.extend(f"“{what}” is left out: {because}" for what in _others_words(content))
        content = replace(content, worries="", hopes="", if_worse="", scales=())
    steps: list[StepContent] = []
    numbered: list[int] = []
    for place, step in enumerate(content.steps, 1):
        if own_only and not _is_theirs(step, own_only.person, recipient, people):
            left_out.append(f"Step {place} is left out: it is for somebody else to do, and {because}")
        elif reason := _why_left_out(step, told, names, hidden, to, leading):
            left_out.append(f"Step {place} is left out: {reason} {recipient} must not be told of.")
        else:
            steps.append(step)
            numbered.append(place)
    kept = replace(content, steps=tuple(steps))
    sought = (*told.keeps_back, *names, *_places(people, told, to, council, on), *_leading(leading))
    found = [
        GivesAway(where, words)
        for where, text in _texts(kept, numbered)
        if (words := tuple(dict.fromkeys(word for word in sought if _says(text, word))))
    ]
    return SafeCopy(kept, family, tuple(left_out), tuple(found), own_only)


def from_whom(people: Iterable[Person], on: date) -> list[Person]:
    """Each person from whom something of these people is kept on the day. `people` have their protections with them."""
    return [each.kept_from for each in _standing(people, on) if each.kept_from]


def what_is_kept_from_somebody(people: Iterable[Person], on: date) -> list[int]:
    """The numbers of the protections from a named person that stand on the day."""
    return [each.pk for each in _standing(people, on) if each.kept_from]


def _standing(people: Iterable[Person], on: date) -> Iterator[Protection]:
    for person in people:
        for each in person.protections.all():
            if each.starts_on <= on and (each.ends_on is None or on < each.ends_on):
                yield each


def _others_words(content: PlanContent) -> Iterator[str]:
    """The sections of the plan with something in them that is nobody's step."""
    for what, is_there in (
        (WORRIES, content.worries),
        (HOPES, content.hopes),
        (SCALES, content.scales),
        (IF_WORSE, content.if_worse),
    ):
        if is_there:
            yield what


def _is_theirs(step: StepContent, person: Person | None, recipient: str, people: Sequence[Person]) -> bool:
    """Linked to them, or linked to nobody and said to be done by their name; a first name only if nobody shares it."""
    if step.person is not None or step.worker is not None:
        return person is not None and step.person == person.pk
    if person is None:
        return _plain(step.who) == _plain(recipient) != ""
    names = {_plain(person.name), _plain(f"{person.given_names} {person.family_name}")}
    if all(_plain(other.first_name) != _plain(person.first_name) for other in people if other.pk != person.pk):
        names.add(_plain(person.first_name))
    return _plain(step.who) in names - {""}


def _plain(name: str) -> str:
    """Without accents; as it stands where it is written in other letters than ours."""
    return fold(name) or letters(name)


def kept_back(people: Iterable[Person], told: WhatMayBeTold, to: int | None, on: date) -> list[KeptBack]:
    """What the worker is told before printing. `people` have their protections with them."""
    found = []
    for person in people:
        if person.pk == to or (told.may_name(person.pk) and told.may_give_address(person.pk)):
            continue
        what = (
            "where they live, their telephone number, school and surgery"
            if told.may_name(person.pk)
            else "that they are named at all"
        )
        theirs = [each for each in _standing([person], on) if to is None or each.kept_from_id in (None, to)]
        kept_from = dict.fromkeys(each.kept_from.name if each.kept_from else "everybody outside" for each in theirs)
        found.append(KeptBack(person.name, what, tuple(kept_from), tuple(each.why for each in theirs)))
    return found


def _why_left_out(
    step: StepContent,
    told: WhatMayBeTold,
    names: Sequence[str],
    hidden: Sequence[Person],
    to: int | None,
    leading: Sequence[LeadsTo],
) -> str:
    if step.person is not None and step.person != to and not told.may_name(step.person):
        return "it is done by somebody"
    if any(_says(step.who, word) for word in (*names, *(person.name for person in hidden))):
        return "it is done by somebody"
    if any(_says(step.does, word) for word in names):
        return "it is about somebody"
    if any(_says(step.who, each.name) or (step.worker and step.worker == each.worker) for each in leading):
        return "whoever does it would lead to somebody or to a place"
    return ""


def _texts(content: PlanContent, numbered: Sequence[int]) -> Iterator[tuple[str, str]]:
    yield f"“{WORRIES}”", content.worries
    yield f"“{HOPES}”", content.hopes
    for place, step in zip(numbered, content.steps, strict=True):
        yield f"Step {place}, who does it", step.who
        yield f"Step {place}, what they do", step.does
    for scale in content.scales:
        yield f"The scale “{scale.label}”", scale.label
    yield f"“{IF_WORSE}”", content.if_worse
    yield "Who to ring, name", content.ring_name
    yield "Who to ring, role", content.ring_role
    yield "Who to ring, telephone", content.ring_phone


def _names(hidden: Sequence[Person], people: Sequence[Person]) -> Iterator[str]:
    """Each name a hidden person goes by; a surname only where nobody who may be named bears it."""
    numbers = {person.pk for person in hidden}
    borne = {letters(person.family_name) for person in people if person.pk not in numbers}
    for person in hidden:
        for name in (person.known_as, person.given_names, *person.other_names):
            yield from (each for each in (name, name.split(" ")[0]) if each)
        if person.family_name and letters(person.family_name) not in borne:
            yield person.family_name


def _leading(leading: Sequence[LeadsTo]) -> Iterator[str]:
    for each in leading:
        yield from (word for word in (each.name, each.service) if word)


def _places(people: Sequence[Person], told: WhatMayBeTold, to: int | None, council: str, on: date) -> Iterator[str]:
    """Where somebody can be found, in every way it may have been written; not what this recipient knows already."""
    protected = [person for person in people if person.pk != to and not told.may_give_address(person.pk)]
    numbers = {person.pk for person in protected}
    known = {
        letters(line)
        for person in people
        if person.pk not in numbers
        for home in _homes(person, on)
        for line in _lines(home)
    }
    own = next((person for person in people if person.pk == to), None)
    for person in protected:
        for home in _homes(person, on):
            yield from (home.postcode,) if home.postcode else ()
            for line in _lines(home):
                if letters(line) not in known and not _says(council, line):
                    yield line
        digits = "".join(one for one in person.phone if one.isdigit())
        if len(digits) >= _SHORTEST_PHONE and not (
            own and digits in "".join(one for one in own.phone if one.isdigit())
        ):
            yield digits[-10:].lstrip("0")
        yield from (short for short in (_short(person.school), _short(person.surgery)) if short)


def _homes(person: Person, on: date) -> list[Residence]:
    return [home for home in person.residences.all() if home.ends_on is None or home.ends_on > on]


def _lines(home: Residence) -> Iterator[str]:
    """Each line of an address, and the street without its number."""
    for line in re.split(r"[\n,]", home.address):
        line = line.strip()
        if len(letters(line)) > 1 and not line.isdigit():
            yield line
        street = re.sub(
            r"^(flat|apartment|unit|room|no\.?)?\s*\d+\w?(\s*[-/]\s*\d+\w?)?\s+", "", line, flags=re.IGNORECASE
        )
        if street != line and street:
            yield street


def _short(name: str) -> str:
    """Hillside for Hillside Primary School; "" when nothing but common words is there."""
    kept = [word for word in name.split() if letters(word) and not set(letters(word).split()) <= _COMMON]
    return " ".join(kept)


def _says(text: str, word: str) -> bool:
    """By whole words whatever stands between them, long or short (`SHORTENED`); numbers and postcodes however spaced."""
    sought, said = _words(re.sub(r"[’‘'ʼ`´](?=s\b)", "", word, flags=re.IGNORECASE)), _words(text)
    if not sought:
        return False
    if any(one.isdigit() for one in sought) and len(sought.replace(" ", "")) >= 5:
        return re.search(_however_written(sought, ""), said.replace(" ", "")) is not None
    return re.search(f" {_however_written(sought, ' ')} ", f" {said} ") is not None


def _words(text: str) -> str:
    return letters(text.replace("&", " and "))


@lru_cache(maxsize=2_000)
def _however_written(sought: str, between: str) -> str:
    """A pattern for words as `_words` gives them. A word alone is a place or a name, and is not shortened: Street, Lane."""
    words = sought.split()
    ways = [_SPELLINGS.get(word, [word]) if len(words) > 1 else [word] for word in words]
    return between.join(f"(?:{'|'.join(map(_with_or_without_apostrophe, each))})" for each in ways)


def _with_or_without_apostrophe(word: str) -> str:
    """St Mary's, St Marys: once written in letters only, the one is two words."""
    return f"{re.escape(word[:-1])} ?s" if len(word) > 2 and word.endswith("s") else re.escape(word)
