"""Who of those found is most like the person asked about, and why.

Points are added for what agrees and taken for what differs, so that each score can be read back from its reasons.
Names alone never reach "probably known": two children may share a name, and a name in full is 54 of 100.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from hearth.casework.people.likeness.description import Dwelling, Likeness
from hearth.casework.people.likeness.keys import identifier_key, names_of, postcode_key
from hearth.casework.people.likeness.search_text import read_search
from hearth.casework.people.likeness.sound import Names, Part, fold, forename_sounds, heads_of, names, sound

Ref = TypeVar("Ref", bound=Hashable)
Alike = dict[str, dict[str, float]]

FAMILY_NAME = 28.0
FIRST_NAME = 26.0
DATE_OF_BIRTH = 36.0
SAME_ADDRESS = 12.0
SAME_POSTCODE = 7.0
SAME_IDENTIFIER = 90.0

SAME_SOUND = 0.88
SAME_PERSONS_NAME = 0.93  # Bill and William
LEAST_ALIKE = 0.6
WORTH_SHOWING = 25.0
LEAST_SHARE_OF_WHAT_WAS_ASKED = 0.4

SLIGHT = "a slight likeness"
WORDS = ((88, "almost certainly known"), (62, "probably known"), (40, "possibly known"), (0, SLIGHT))


@dataclass(frozen=True, slots=True)
class Match(Generic[Ref]):
    """`score` is 0 to 100; `reasons` say what agrees and `differences` what does not, weightiest first."""

    person_ref: Ref
    score: int
    reasons: tuple[str, ...]
    differences: tuple[str, ...]
    word: str


@dataclass(frozen=True, slots=True)
class _Finding:
    points: float
    reason: str = ""
    difference: str = ""


_NOTHING = _Finding(0.0)


def rank(asked: str | Likeness, candidates: Iterable[tuple[Ref, Likeness]], *, limit: int) -> list[Match[Ref]]:
    """Best first; ties keep the order of the candidates. Those scarcely alike are left out."""
    person = read_search(asked) if isinstance(asked, str) else asked
    described = [(ref, likeness, names_of(likeness)) for ref, likeness in candidates]
    straight, turned = names_of(person), _turned_names(person)
    alike = _alike((*_words(straight), *_words(turned)), {word for _, _, known in described for word in _words(known)})
    weighed = []
    for ref, likeness, known in described:
        findings = [
            *_name_findings(straight, turned, known, alike),
            _birth_finding(person, likeness),
            _address_finding(person.dwellings, likeness.dwellings),
            _identifier_finding(person, likeness),
        ]
        weighed.append((_sum_of_points(findings), ref, findings))
    weighed.sort(key=lambda row: -row[0])
    least = min(WORTH_SHOWING, LEAST_SHARE_OF_WHAT_WAS_ASKED * _most_points(person))
    return [_match(ref, total, findings) for total, ref, findings in weighed[:limit] if total >= max(least, 1)]


def _turned_names(asked: Likeness) -> Names:
    """The names asked for, as if given name and family name had been typed the other way round."""
    return names(known_as="", given_names=asked.family_name, family_name=asked.given_names, former_names=())


def _most_points(asked: Likeness) -> float:
    """What somebody would score who agreed in all that was asked."""
    return (
        (FAMILY_NAME if asked.family_name else 0.0)
        + (FIRST_NAME if asked.given_names or asked.known_as else 0.0)
        + (DATE_OF_BIRTH if asked.born_on or asked.expected_on else 10.0 if asked.born_in else 0.0)
        + (SAME_POSTCODE if asked.dwellings else 0.0)
        + (SAME_IDENTIFIER if asked.identifiers else 0.0)
    )


def _match(ref: Ref, total: float, findings: list[_Finding]) -> Match[Ref]:
    score = round(min(total, 100.0))
    by_weight = sorted(findings, key=lambda finding: -abs(finding.points))
    return Match(
        person_ref=ref,
        score=score,
        reasons=tuple(finding.reason for finding in by_weight if finding.reason),
        differences=tuple(finding.difference for finding in by_weight if finding.difference),
        word=next(word for least, word in WORDS if score >= least),
    )


def _words(known: Names) -> Iterable[str]:
    yield from known.given
    yield from known.known_as
    yield from known.former_given
    for part in known.family:
        yield from part.ways
    for part in known.former_family:
        yield from part.ways


def _alike(asked: Iterable[str], vocabulary: set[str]) -> Alike:
    """How alike each name asked for is to each name among the candidates, 0.6 to 1; less is left out.

    Done once over the distinct names, in rapidfuzz's own loop, and not once for each candidate.
    """
    choices = list(vocabulary)
    alike: Alike = {}
    for word in dict.fromkeys(asked):
        scores = {
            name: score
            for name, score, _ in process.extract(
                word,
                choices,
                scorer=DamerauLevenshtein.normalized_similarity,
                score_cutoff=LEAST_ALIKE,
                limit=None,
            )
        }
        heads, own_sound, sounds = set(heads_of(word)), sound(word), set(forename_sounds(word))
        for name in choices:
            if name == word:
                continue
            if (heads and (not heads.isdisjoint(heads_of(name)) or name in heads)) or word in heads_of(name):
                scores[name] = max(scores.get(name, 0.0), SAME_PERSONS_NAME)
            elif sound(name) == own_sound and len(own_sound) > 1:
                scores[name] = max(scores.get(name, 0.0), SAME_SOUND)
            elif len(sounds) > 1 and sound(name) in sounds:
                scores[name] = max(scores.get(name, 0.0), SAME_SOUND - 0.04)
        alike[word] = scores
    return alike


def _best(asked: Iterable[str], known: Iterable[str], alike: Alike) -> float:
    best = 0.0
    for word in asked:
        scores = alike[word]
        for name in known:
            score = scores.get(name, 0.0)
            if score > best:
                best = score
    return best


def _points(most: float, likeness: float) -> float:
    return most * (likeness - 0.5) * 2


def _family(asked: tuple[Part, ...], known: tuple[Part, ...], alike: Alike) -> tuple[float, bool]:
    """How alike, and whether by one half of a double name alone."""
    if len(asked) == len(known) == 1:
        return _best(asked[0].ways, known[0].ways, alike), False
    halves = [[_best(one.ways, other.ways, alike) for other in known] for one in asked]
    best = max(max(row) for row in halves)
    longer = halves if len(asked) >= len(known) else list(zip(*halves, strict=True))
    whole = sum(max(row) for row in longer) / len(longer)
    return (whole, False) if whole >= best * 0.93 else (best * 0.93, True)


def _family_finding(asked: tuple[Part, ...], known: Names, alike: Alike) -> _Finding:
    if not asked or not (known.family or known.former_family):
        return _NOTHING
    likeness, by_half = _family(asked, known.family, alike) if known.family else (0.0, False)
    if known.former_family and likeness < 0.95:
        former = max(_family(asked, (part,), alike)[0] for part in known.former_family) * 0.97
        if former > likeness and former >= LEAST_ALIKE:
            return _Finding(_points(FAMILY_NAME, former), "a former surname matches")
    if likeness < LEAST_ALIKE:
        return _Finding(-6.0, difference="a different surname")
    if by_half:
        return _Finding(_points(FAMILY_NAME, likeness), "double surname: one half the same")
    if likeness == 1.0:
        return _Finding(FAMILY_NAME, "same surname")
    is_same_sound = {sound(part.ways[0]) for part in asked} == {sound(part.ways[0]) for part in known.family}
    reason = "same surname sound" if is_same_sound else "surname spelled nearly the same"
    return _Finding(_points(FAMILY_NAME, likeness), reason)


def _forename_finding(asked: Names, given: tuple[str, ...], known: Names, alike: Alike) -> _Finding:
    if not given or not (known.given or known.known_as):
        return _NOTHING
    first = given[:1] + asked.known_as[:1] if given is asked.given else given
    likeness = _best(first, known.given[:1], alike)
    by = "first name"
    for held, weight, what in (
        (known.known_as, 0.995, "known-as name"),
        (known.given[1:], 0.94, "a middle name"),
        (known.former_given, 0.94, "a former first name"),
    ):
        if held and likeness < weight and (other := _best(first, held, alike) * weight) > likeness:
            likeness, by = other, what
    # A second name asked for, and matching, tells twins and namesakes apart.
    second = 2.0 if len(given) > 1 and _best(given[1:], known.given[1:], alike) > 0.85 else 0.0
    if likeness < LEAST_ALIKE:
        initials = {sound(name)[0] for name in (*known.given[:1], *known.known_as)}
        if any(sound(name)[0] in initials for name in first):
            return _Finding(2.0 + second, "same first initial")
        return _Finding(-9.0 + second, difference="a different first name")
    points = _points(FIRST_NAME, likeness) + second
    if by != "first name":
        return _Finding(points, f"{by} matches")
    if likeness == 1.0:
        return _Finding(points, "same first name")
    heads = {head for name in first for head in (name, *heads_of(name))}
    if not heads.isdisjoint((known.given[0], *heads_of(known.given[0]))):
        return _Finding(points, "another form of the same first name")
    if any(sound(name) == sound(known.given[0]) for name in first):
        return _Finding(points, "first name sounds the same")
    return _Finding(points, "first name spelled nearly the same")


def _name_findings(asked: Names, turned: Names, known: Names, alike: Alike) -> list[_Finding]:
    straight = [_family_finding(asked.family, known, alike), _forename_finding(asked, asked.given, known, alike)]
    if not asked.given and asked.known_as:
        straight[1] = _forename_finding(asked, asked.known_as, known, alike)
    if straight[0].points + straight[1].points > 0.8 * (FAMILY_NAME + FIRST_NAME):
        return straight
    other_way = [_family_finding(turned.family, known, alike), _forename_finding(turned, turned.given, known, alike)]
    # A name asked for alone may be either, and then nothing is the wrong way round.
    if turned.given and turned.family:
        if other_way[0].points <= 0:
            return straight
        other_way.append(_Finding(-4.0, "first name and surname the other way round"))
    return max(straight, other_way, key=_sum_of_points)


def _sum_of_points(findings: Iterable[_Finding]) -> float:
    return sum(finding.points for finding in findings)


def _differing_figures(one: str, other: str) -> int:
    return DamerauLevenshtein.distance(one, other)


def _turned(day: date) -> date | None:
    return date(day.year, day.day, day.month) if day.day <= 12 and day.day != day.month else None


def _birth_finding(asked: Likeness, known: Likeness) -> _Finding:
    if asked.born_on and known.born_on:
        return _date_finding(asked.born_on, known.born_on)
    if asked.expected_on and known.expected_on:
        apart = abs((asked.expected_on - known.expected_on).days)
        if apart == 0:
            return _Finding(30.0, "same date expected")
        return _Finding(20.0, "expected within three weeks") if apart <= 21 else _different_birth()
    expected_on, born_on = asked.expected_on or known.expected_on, asked.born_on or known.born_on
    if expected_on and born_on:
        early = (expected_on - born_on).days
        if -21 <= early <= 35:
            return _Finding(22.0, "born near the date expected")
        return _Finding(8.0, "born some weeks before the date expected") if 35 < early <= 120 else _different_birth()
    if asked.born_in and known.born_on:
        return (
            _Finding(10.0, "born that year")
            if asked.born_in == known.born_on.year
            else _Finding(-4.0, difference="a different year of birth")
        )
    return _NOTHING


def _different_birth() -> _Finding:
    return _Finding(-14.0, difference="a different date of birth")


def _date_finding(asked: date, known: date) -> _Finding:
    if asked == known:
        return _Finding(DATE_OF_BIRTH, "same date of birth")
    turned = _turned(asked)
    if turned == known:
        return _Finding(32.0, "day and month of birth swapped")
    is_slip_of_year = asked.year != known.year and _differing_figures(str(asked.year), str(known.year)) == 1
    if (asked.day, asked.month) == (known.day, known.month):
        if is_slip_of_year:
            return _Finding(29.0, "date of birth the same but for a figure of the year")
        return _Finding(10.0, "same day and month of birth", "a different year of birth")
    if abs((asked - known).days) <= 7:
        return _Finding(24.0, "born within a few days")
    if is_slip_of_year and turned and (turned.day, turned.month) == (known.day, known.month):
        return _Finding(21.0, "day and month of birth swapped, and a figure of the year")
    if asked.year == known.year:
        if _differing_figures(f"{asked:%d%m}", f"{known:%d%m}") == 1:
            return _Finding(24.0, "date of birth the same but for a figure")
        if asked.month == known.month:
            return _Finding(8.0, "same month and year of birth")
        return _Finding(1.0, "same year of birth")
    return _different_birth()


def _door(first_line: str) -> frozenset[str]:
    """The numbers of house and flat, or the words of a house without one."""
    numbers = frozenset(word for word in first_line.lower().replace(",", " ").split() if word[0].isdigit())
    return numbers or frozenset(fold(first_line).split())


def _address_finding(asked: tuple[Dwelling, ...], known: tuple[Dwelling, ...]) -> _Finding:
    best = _NOTHING
    for dwelling in known:
        for sought in asked:
            if not sought.postcode or postcode_key(sought.postcode) != postcode_key(dwelling.postcode):
                continue
            is_same_door = bool(sought.first_line) and _door(sought.first_line) == _door(dwelling.first_line)
            if is_same_door and dwelling.ends_on:
                found = _Finding(SAME_ADDRESS - 2, f"lived at the address until {dwelling.ends_on.year}")
            elif is_same_door:
                found = _Finding(SAME_ADDRESS, "lives at the address")
            elif dwelling.ends_on:
                found = _Finding(SAME_POSTCODE - 2, f"lived in the postcode until {dwelling.ends_on.year}")
            else:
                found = _Finding(SAME_POSTCODE, "lives in the postcode")
            best = max(best, found, key=lambda finding: finding.points)
    return best


def _identifier_finding(asked: Likeness, known: Likeness) -> _Finding:
    if not asked.identifiers or not known.identifiers:
        return _NOTHING
    held = {identifier_key(value): kind for kind, value in known.identifiers}
    kinds = set(held.values())
    difference = ""
    for kind, value in asked.identifiers:
        if identifier_key(value) in held:
            return _Finding(SAME_IDENTIFIER, "same identifier")
        if kind and kind in kinds:
            difference = f"a different {kind}"
    return _Finding(-10.0, difference=difference) if difference else _NOTHING
