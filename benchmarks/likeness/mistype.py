"""An invented council's persons, and the same persons as a hurried caller would have them typed. Seeded throughout."""

import calendar
import random
import tomllib
from bisect import bisect
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from hearth.casework.people.likeness import Dwelling, Likeness
from hearth.casework.people.likeness.sound import OTHER_NAMES, fold

TODAY = date(2026, 9, 1)
PERSONS_IN_A_POSTCODE = 25
_STREETS = [
    "Mill Lane",
    "Church Road",
    "Victoria Street",
    "Park Avenue",
    "Station Road",
    "Chapel Close",
    "Manor Drive",
    "Kings Road",
]
# Letters beside each other on a British keyboard.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {
    letter: (row[place - 1] if place else "") + (row[place + 1] if place + 1 < len(row) else "")
    for row in _ROWS
    for place, letter in enumerate(row)
}


class _Frequent:
    """Draws from a list in order of frequency, the n-th about 1/n as often (Zipf), softened at the head."""

    def __init__(self, names: list[str], *, softened_by: float) -> None:
        self._names = names
        self._sums = list(accumulate(1 / (place + softened_by) ** 0.95 for place in range(1, len(names) + 1)))

    def draw(self, chance: random.Random) -> str:
        return self._names[min(bisect(self._sums, chance.random() * self._sums[-1]), len(self._names) - 1)]


@dataclass(frozen=True)
class _Community:
    share: float
    family: _Frequent
    girls: _Frequent
    boys: _Frequent


def _communities() -> list[_Community]:
    with (Path(__file__).parent / "names.toml").open("rb") as file:
        written = tomllib.load(file)
    return [
        _Community(
            share=of["share"],
            family=_Frequent(list(dict.fromkeys(of["family"].split())), softened_by=6),
            girls=_Frequent(list(dict.fromkeys(of["girls"].split())), softened_by=12),
            boys=_Frequent(list(dict.fromkeys(of["boys"].split())), softened_by=12),
        )
        for of in written.values()
    ]


def _birthday(chance: random.Random, youngest: int, oldest: int) -> date:
    return TODAY - timedelta(days=chance.randint(youngest * 365, oldest * 365 + 364))


def _short_form(chance: random.Random, forename: str) -> str | None:
    folded = fold(forename)
    also = sorted(name for name, heads in OTHER_NAMES.items() if folded in heads and name != folded)
    return chance.choice(also).title() if also else None


def _postcode(number: int) -> str:
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    sector, unit = divmod(number, 400)
    district, sector = divmod(sector, 9)
    return f"HX{district + 1} {sector + 1}{letters[unit // 20]}{letters[unit % 20]}"


def persons(count: int, *, seed: int = 1) -> list[Likeness]:
    """Households of one or two adults and up to four children, who share a name and an address; some are twins."""
    chance = random.Random(seed)
    communities = _communities()
    shares = [community.share for community in communities]
    postcodes = max(count // PERSONS_IN_A_POSTCODE, 1)
    born: list[Likeness] = []
    while len(born) < count:
        home = chance.choices(communities, shares)[0]
        other = home if chance.random() < 0.88 else chance.choices(communities, shares)[0]
        name, other_name = home.family.draw(chance), other.family.draw(chance)
        dwellings = [
            Dwelling(_postcode(chance.randrange(postcodes)), f"{chance.randint(1, 90)} {chance.choice(_STREETS)}")
        ]
        if chance.random() < 0.35:
            left_on = _birthday(chance, 0, 8)
            dwellings.append(
                Dwelling(
                    _postcode(chance.randrange(postcodes)),
                    f"{chance.randint(1, 90)} {chance.choice(_STREETS)}",
                    left_on,
                )
            )
        lived = tuple(dwellings)
        for place in range(chance.choice((1, 2, 2))):
            is_woman = place == 0 if chance.random() < 0.9 else place == 1
            took_the_name = is_woman and chance.random() < 0.4
            family_name = name if took_the_name or not is_woman else other_name
            former = (other_name,) if took_the_name and chance.random() < 0.6 else ()
            born.append(
                _person(
                    chance, other if is_woman else home, family_name, is_woman, _birthday(chance, 18, 55), lived, former
                )
            )
        how = chance.random()
        childrens_name = f"{other_name}-{name}" if how < 0.08 else other_name if how < 0.35 else name
        children = chance.choices((0, 1, 2, 3, 4), (25, 30, 28, 12, 5))[0]
        born_on = _birthday(chance, 0, 17)
        for _ in range(children):
            born.append(_person(chance, home, childrens_name, chance.random() < 0.5, born_on, lived, ()))
            if chance.random() > 0.015:  # else the next is a twin
                born_on = _birthday(chance, 0, 17)
    return born[:count]


def _person(
    chance: random.Random,
    community: _Community,
    family_name: str,
    is_female: bool,
    born_on: date,
    dwellings: tuple[Dwelling, ...],
    former_names: tuple[str, ...],
) -> Likeness:
    forenames = community.girls if is_female else community.boys
    first = forenames.draw(chance)
    middle = forenames.draw(chance) if chance.random() < 0.6 else ""
    known_as = (_short_form(chance, first) or "") if chance.random() < 0.1 else ""
    return Likeness(
        known_as=known_as,
        given_names=first if middle in ("", first) else f"{first} {middle}",
        family_name=family_name,
        former_names=former_names,
        born_on=born_on,
        dwellings=dwellings,
    )


def typo(chance: random.Random, word: str) -> str:
    """One slip: two letters changed about, one left out, doubled, or a neighbour struck; rarely at the first letter."""
    places = [place for place, letter in enumerate(word) if letter.isalpha()]
    at = chance.choice(places[1:] if len(places) > 1 and chance.random() < 0.9 else places)
    slip = chance.choice(("about", "out", "double", "neighbour", "neighbour"))
    letter = word[at]
    if slip == "about" and at + 1 < len(word) and word[at + 1] != letter:
        return word[:at] + word[at + 1] + letter + word[at + 2 :]
    if slip == "out" and len(places) > 3:
        return word[:at] + word[at + 1 :]
    if slip == "double":
        return word[:at] + letter + word[at:]
    beside = _NEIGHBOURS.get(fold(letter)[:1], "") or "e"
    return word[:at] + chance.choice(beside) + word[at + 1 :]


def _typo_in_surname(chance: random.Random, asked: Likeness) -> Likeness | None:
    return replace(asked, family_name=typo(chance, asked.family_name))


def _typo_in_forename(chance: random.Random, asked: Likeness) -> Likeness | None:
    return replace(asked, given_names=typo(chance, asked.given_names))


def _nickname(chance: random.Random, asked: Likeness) -> Likeness | None:
    short = _short_form(chance, asked.given_names)
    return replace(asked, given_names=short) if short else None


def _day_and_month_swapped(_: random.Random, asked: Likeness) -> Likeness | None:
    born_on = asked.born_on
    if not born_on or born_on.day > 12 or born_on.day == born_on.month:
        return None
    return replace(asked, born_on=date(born_on.year, born_on.day, born_on.month))


def _half_of_double_surname(chance: random.Random, asked: Likeness) -> Likeness | None:
    halves = asked.family_name.split("-")
    return replace(asked, family_name=chance.choice(halves)) if len(halves) > 1 else None


def _names_swapped(_: random.Random, asked: Likeness) -> Likeness | None:
    return replace(asked, given_names=asked.family_name, family_name=asked.given_names)


def _wrong_figure_of_year(chance: random.Random, asked: Likeness) -> Likeness | None:
    born_on = asked.born_on
    if not born_on:
        return None
    year = born_on.year + chance.choice((-1, 1, -2, 2, -10, 10))
    is_one_figure = sum(a != b for a, b in zip(str(year), str(born_on.year), strict=True)) == 1
    if not is_one_figure or not 1930 < year <= TODAY.year or (born_on.month == 2 and not calendar.isleap(year)):
        return None
    return replace(asked, born_on=born_on.replace(year=year))


def unlisted_name(chance: random.Random, asked: Likeness) -> Likeness:
    """A pet name that no table lists: what the table of other names cannot help with."""
    return replace(asked, given_names=chance.choice(("Bubba", "Titch", "Ozzy", "Kaz", "Junior")))


def _wrong_day(chance: random.Random, asked: Likeness) -> Likeness | None:
    born_on = asked.born_on
    day = born_on.day + chance.choice((-1, 1, -2, 2, -10, 10)) if born_on else 0
    return replace(asked, born_on=born_on.replace(day=day)) if born_on and 1 <= day <= 28 else None


Slip = Callable[[random.Random, Likeness], Likeness | None]
SLIPS: dict[str, Slip] = {
    "typo in surname": _typo_in_surname,
    "typo in forename": _typo_in_forename,
    "nickname": _nickname,
    "day and month swapped": _day_and_month_swapped,
    "half of a double surname": _half_of_double_surname,
    "names swapped": _names_swapped,
    "wrong figure of the year": _wrong_figure_of_year,
    "wrong day": _wrong_day,
}
NAME_SLIPS = ("typo in surname", "typo in forename", "nickname", "half of a double surname", "names swapped")


def as_asked(person: Likeness) -> Likeness:
    """What a caller would say if nothing were mistyped: one forename, the surname, the date of birth."""
    first = person.known_as or person.given_names.split(" ")[0]
    return Likeness(given_names=first, family_name=person.family_name, born_on=person.born_on)


def mistyped(
    chance: random.Random, persons_known: list[Likeness], first_slip: str, among: tuple[str, ...] = tuple(SLIPS)
) -> tuple[int, Likeness, tuple[str, ...]]:
    """Somebody drawn from those the slip is possible for (their place in the list), asked for with it.

    Half are asked for with a second slip besides, where one more of `among` is possible.
    """
    while True:
        ref = chance.randrange(len(persons_known))
        said = as_asked(persons_known[ref])
        if SLIPS[first_slip](chance, said) is None:
            continue
        wanted = [first_slip]
        if chance.random() < 0.5:
            others = [slip for slip in among if slip != first_slip and SLIPS[slip](chance, said) is not None]
            wanted += others and [chance.choice(others)]
        # Swapping the names comes last, so that the other slip falls where it says.
        done: list[str] = []
        for slip in sorted(wanted, key=lambda name: name == "names swapped"):
            if changed := SLIPS[slip](chance, said):
                said = changed
                done.append(slip)
        return ref, said, tuple(done)
