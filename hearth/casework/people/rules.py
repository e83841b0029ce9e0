"""What is true of people on a given day, and what may be done: pure, and the same whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from hearth.foundation.codes import DISABILITIES_NEVER_WITH_ANOTHER
from hearth.foundation.periods.period import age_on
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.refusals import Refusal

# --- What the census asks of a child ----------------------------------------------------------------------------------

SCHOOL_AGE = 5  # years on the last 31 August (Education Act 1996, section 8; census rule 8770Q from 2024-25)


def is_below_school_age(born_on: date | None, *, on: date) -> bool:
    if born_on is None:
        return False
    last_august = date(on.year if on >= date(on.year, 8, 31) else on.year - 1, 8, 31)
    return age_on(born_on, max(last_august, born_on)) < SCHOOL_AGE


def may_have_disabilities(codes: Sequence[str]) -> Refusal | None:
    """Census rule 8790: "none" stands alone."""
    if len(codes) > 1 and not DISABILITIES_NEVER_WITH_ANOTHER.isdisjoint(codes):
        return Refusal("Choose “No disability” or the disabilities, not both", field="disabilities")
    return None


# --- What may be told to whom -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kept:
    """One protection: of whom, from whom (None: from everybody outside), what it covers, from when until when."""

    person: int
    kept_from: int | None
    everything: bool
    starts_on: date
    ends_on: date | None = None

    def holds(self, *, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on < self.ends_on)


@dataclass(frozen=True, slots=True)
class Visible:
    """`name`: that the person is named at all. `address`: where they live, their phone, their school, their surgery."""

    name: bool
    address: bool


def visible_to(recipient: int | None, person: int, protections: Iterable[Kept], on: date) -> Visible:
    """What a document made for `recipient` (a person's number; None for somebody outside) may say of `person`.

    Any one protection is enough to keep something back, whatever the others say and in whatever order they stand.
    Nobody's own facts are kept from themselves.
    """
    if recipient == person:
        return Visible(name=True, address=True)
    kept = [
        each
        for each in protections
        if each.person == person and each.holds(on=on) and each.kept_from in (None, recipient)
    ]
    return Visible(name=not any(each.everything for each in kept), address=not kept)


@dataclass(frozen=True, slots=True)
class Home:
    """A dwelling by its first line and its postcode, either of which may be unknown ("")."""

    first_line: str
    postcode: str

    def may_be(self, other: Home) -> bool:
        """The same dwelling, as far as both are known."""
        lines, codes = {self.first_line, other.first_line} - {""}, {self.postcode, other.postcode} - {""}
        return len(lines) <= 1 and len(codes) <= 1 and (self.first_line, self.postcode) != ("", "")


@dataclass(frozen=True, slots=True)
class Lives:
    """Somebody of the family, and every place they live at or are known to be moving to."""

    person: int
    homes: frozenset[Home] = frozenset()


def told_to(
    recipient: int | None, people: Iterable[Lives], protections: Iterable[Kept], on: date
) -> dict[int, Visible]:
    """`visible_to` for a whole family, where one person's address can give another's away.

    Whoever lives with somebody whose address is kept from the recipient has theirs kept too, the recipient included:
    a slip in the record must not print the address that is hidden. One thing is let through: an address kept from
    everybody outside is told to those who live there themselves.
    """
    family, kept = list(people), list(protections)
    own_homes = next((each.homes for each in family if each.person == recipient), frozenset[Home]())
    said: dict[int, Visible] = {}
    hidden_homes: set[Home] = set()
    for each in family:
        seen = visible_to(recipient, each.person, kept, on)
        if not seen.address and seen.name and each.homes & own_homes and not _kept_by_name(recipient, each, kept, on):
            seen = Visible(name=True, address=True)
        if not seen.address:
            hidden_homes |= each.homes
        said[each.person] = seen
    for each in family:
        if any(home.may_be(hidden) for home in each.homes for hidden in hidden_homes):
            said[each.person] = replace(said[each.person], address=False)
    return said


def _kept_by_name(recipient: int | None, each: Lives, protections: Iterable[Kept], on: date) -> bool:
    return any(
        kept.person == each.person and kept.kept_from is not None and kept.kept_from == recipient and kept.holds(on=on)
        for kept in protections
    )


@dataclass(frozen=True)
class WhatMayBeTold:
    """What a document for one named recipient may say of a family's people. Whoever is not in it may not be named.

    `names` and `addresses` (with phone, school and surgery) by person's number; `leaves_out`: of how many people
    something is kept back; `keeps_back`: words that would give it away, for `gives_away` to look for in what was typed.
    """

    names: Mapping[int, bool]
    addresses: Mapping[int, bool]
    leaves_out: int
    keeps_back: tuple[str, ...] = field(default=(), repr=False)

    def may_name(self, person: int) -> bool:
        return self.names.get(person, False)

    def may_give_address(self, person: int) -> bool:
        return self.addresses.get(person, False)

    def may_name_professional(self, about: int | None) -> bool:
        """A professional leads to whom they work with: a refuge's worker to the refuge, a teacher to the school.

        One who works with the whole family is not named while anything is kept back of anybody in it.
        """
        return not self.leaves_out if about is None else self.may_name(about) and self.may_give_address(about)

    def gives_away(self, *texts: str) -> tuple[str, ...]:
        """The kept-back words found in what was typed: a postcode, a phone number, a school, a name."""
        said = [letters(text) for text in texts]
        found = [word for word in self.keeps_back if any(_is_said(word, text) for text in said)]
        return tuple(dict.fromkeys(found))


def letters(text: str) -> str:
    """Small letters and figures, words parted by one space."""
    return " ".join("".join(one if one.isalnum() else " " for one in text.casefold()).split())


def _is_said(word: str, text: str) -> bool:
    """By whole words; a postcode and a telephone number however they are spaced."""
    sought = letters(word)
    if not sought:
        return False
    if any(one.isdigit() for one in sought) and len(sought.replace(" ", "")) >= 5:
        return sought.replace(" ", "") in text.replace(" ", "")
    return f" {sought} " in f" {text} "


# --- What may be done -------------------------------------------------------------------------------------------------


def may_end_on(starts_on: date, ends_on: date) -> Refusal | None:
    """A period is at least a day: its end is the first day it no longer holds."""
    if ends_on <= starts_on:
        return Refusal(f"This began on {date_in_words(starts_on)}, so it must end after that day", field="ends_on")
    return None


def may_record_birth(*, born_on: date | None, expected_on: date | None) -> Refusal | None:
    if born_on is not None:
        return Refusal(f"The birth is already recorded: {date_in_words(born_on)}")
    if expected_on is None:
        return Refusal("This person is not recorded as unborn, so there is no birth to record")
    return None


def may_relate(
    *, person: int, to: int, kind: str, standing: Iterable[tuple[int, int, str]], names: Mapping[int, str]
) -> Refusal | None:
    """`standing`: the (person, to, kind) already recorded. Brother, sister and partner hold both ways."""
    both_ways = {"sibling", "partner", "former_partner", "other"}
    if person == to:
        return Refusal("Choose two different people", field="to")
    for one, other, recorded in standing:
        if recorded != kind:
            continue
        if (one, other) == (person, to) or ((other, one) == (person, to) and kind in both_ways):
            return Refusal("This relationship is already recorded", field="to")
        if (other, one) == (person, to):
            return Refusal(
                f"The record already says the reverse: that {names[one]} comes before {names[other]}", field="to"
            )
    return None


def may_protect(*, person: int, kept_from: int | None, covers: str, standing: Iterable[Kept]) -> Refusal | None:
    if person == kept_from:
        return Refusal("Nothing can be kept from the person themself. Choose somebody else", field="kept_from")
    everything = covers == "everything"
    if any(each.kept_from == kept_from and each.everything == everything for each in standing):
        return Refusal("This is already kept from them", field="kept_from")
    return None


def may_move_together(
    movers: Mapping[int, str], *, homes: Mapping[int, date], moved_on: date, protections: Iterable[Kept]
) -> Refusal | None:
    """`movers` by number with their names; `homes`: since when each has lived where they live now."""
    for kept in protections:
        if (
            kept.person in movers
            and kept.kept_from in movers
            and kept.kept_from is not None
            and kept.holds(on=moved_on)
        ):
            return Refusal(
                f"Where {movers[kept.person]} lives is kept from {movers[kept.kept_from]}. "
                "Record their moves one at a time",
                field="who",
            )
    for number, name in movers.items():
        if number in homes and homes[number] >= moved_on:
            return Refusal(
                f"{name} has lived where they are since {date_in_words(homes[number])}, "
                "so the move must be after that day",
                field="moved_on",
            )
    return None


BIRTH_WITHIN = 20  # weeks of the expected date, either way: beyond it a date has been mistyped


def is_likely_birth(*, born_on: date, expected_on: date) -> Refusal | None:
    if abs((born_on - expected_on).days) > BIRTH_WITHIN * 7:
        return Refusal(
            f"The child was expected on {date_in_words(expected_on)}, which is more than {BIRTH_WITHIN} weeks "
            "from this date. Check the date of birth",
            field="born_on",
        )
    return None
