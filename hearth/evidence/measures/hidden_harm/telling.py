"""Hidden harm as it is told: to the data officer whole, to everybody else as published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hearth.evidence.measures.hidden_harm.calculate import Basis, HiddenHarm, Published
from hearth.evidence.measures.hidden_harm.figures import Place, combination_name, recorded
from hearth.evidence.measures.national.compare import Comparison
from hearth.evidence.measures.told import About, Block, Combination, Figure, Telling, Warned
from hearth.evidence.measures.wilson import wilson

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")
OVER_TIME = "Date"


def tell(found: HiddenHarm | Published, *, earlier: Sequence[HiddenHarm | Published] = ()) -> Telling:
    """With `earlier` figures, oldest first, the whole is told for each day as well, one block to a day (`by` is OVER_TIME):
    but only of those comparable with `found`; the others are refused in a warning each."""
    counts, groups = found.counts, list(found.definition.groups)
    warnings, blocks = [*_warnings(found)], _blocks(found, counts, "", "")
    for by, part in _parts(counts):
        blocks += _blocks(found, counts, by, part)
    days = []
    for each in earlier:
        refused = comparable(each, found)
        if refused:
            warnings.append(Warned(About.NOT_COMPARABLE, refused))
        else:
            days.append(each)
    for each in [*days, found] if days else []:
        blocks += _blocks(each, each.counts, "", "", day=each.on)
    return Telling(
        name="hidden_harm",
        title=found.definition.title,
        on=found.on,
        unit=found.definition.units[found.unit].many,
        cohort=cohort_in_words(found),
        source=found.source,
        definition=_definition(found),
        labels=tuple((name, group.label) for name, group in found.definition.groups.items()),
        n=counts[Place("", "", "n")],
        not_recorded=counts[Place("", "", "not_recorded")],
        blocks=tuple(blocks),
        combinations=_combinations(counts, groups),
        warnings=tuple(warnings),
        is_published=isinstance(found, Published),
    )


def comparable(a: Basis, b: Basis) -> str | None:
    """Why no line may join a figure of `a` and one of `b`; None where it may."""
    meant, other = a.definition, b.definition
    days = f"{_day(a.on)} and {_day(b.on)}"
    if (a.cohort, meant.cohorts[a.cohort]) != (b.cohort, other.cohorts[b.cohort]):
        return (
            f"The figures of {days} must not be joined by a line: they are shares of different children. "
            f"The first counts among: {_small(meant.cohorts[a.cohort])}. The second: {_small(other.cohorts[b.cohort])}."
        )
    if a.unit != b.unit:
        return (
            f"The figures of {days} must not be joined by a line: "
            f"the first counts {meant.units[a.unit].many}, the second {other.units[b.unit].many}."
        )
    if meant != other:
        why = (
            f"version {meant.version} and version {other.version}"
            if meant.version != other.version
            else "the same version, but not the same factors"
        )
        return f"The figures of {days} must not be joined by a line: they are counted by different definitions ({why})."
    if a.period and b.period and _length(a) != _length(b):
        return (
            f"The figures of {days} must not be joined by a line: "
            f"their periods are not of one length ({_length(a)} and {_length(b)} days)."
        )
    return None


def cohort_in_words(basis: Basis) -> str:
    words = basis.definition.cohorts[basis.cohort]
    return f"{words}: {_day(basis.period[0])} to {_day(basis.period[1])}" if basis.period else words


def as_json(found: HiddenHarm | Published, *, comparison: Comparison | None = None) -> dict[str, Any]:
    """As the command prints it. Suppressed is None. Combinations that nobody is in are left out; one kept back stands with
    None, and the order tells nothing of how large it is. "breakdowns" is there where any was asked for, of each the parts
    that somebody is in; "comparison" where there is one. "warnings" are sentences; "threshold" and "rounding" are None where
    nothing was kept back."""
    counts, definition = found.counts, found.definition
    groups = list(definition.groups)
    bys = list(dict.fromkeys(place.by for place in counts if place.by))
    parts = _parts(counts)
    told: dict[str, Any] = {
        "on": found.on.isoformat(),
        "definition": {
            "version": definition.version,
            "title": definition.title,
            "cohort": cohort_in_words(found),
            "unit": found.unit,
            "which_assessment": _assessment(found),
            "groups": {name: list(group.codes) for name, group in definition.groups.items()},
        },
        "source": found.source,
    } | {key: value for key, value in _json_of(counts, groups, "", "").items() if key != "none"}
    told["combinations"] = [
        {"factors": list(each.factors), "n": each.count} for each in _combinations(counts, groups) if each.factors
    ]
    if bys:
        told["breakdowns"] = {
            by: [
                {"part": part, "label": found.labels[by, part]} | _json_of(counts, groups, by, part)
                for of, part in parts
                if of == by
            ]
            for by in bys
        }
    if comparison:
        told["comparison"] = _json_of_comparison(comparison)
    return told | {
        "published": isinstance(found, Published),
        "threshold": found.threshold if isinstance(found, Published) else None,
        "rounding": found.rounding if isinstance(found, Published) else None,
        "warnings": [each.says for each in _warnings(found)],
        "left_out": [{"breakdown": name, "why": why} for name, why in found.left_out.items()]
        if isinstance(found, Published)
        else [],
    }


def _json_of(counts: Mapping[Place, int | None], groups: Sequence[str], by: str, part: str) -> dict[str, Any]:
    def count(name: str) -> int | None:
        return counts[Place(by, part, name)]

    return {
        "n": count("n"),
        "not_recorded": count("not_recorded"),
        "none": count("none"),
        "factors": {name: count(name) for name in groups},
        "at_least_one": count("at_least_one"),
        "exactly": {str(many): count(f"exactly_{many}") for many in range(1, len(groups) + 1)},
    }


def _json_of_comparison(found: Comparison) -> dict[str, Any]:
    """Shares lie between 0 and 1; those of others are None where they were not published."""
    return {
        "unit": found.unit_words,
        "year": found.year,
        "published_year": found.published_year,
        "region": found.region_name,
        "neighbours": list(found.neighbours),
        "note": found.note,
        "source": found.source_words,
        "rows": [
            {
                "code": row.code,
                "label": row.label,
                "n": row.ours.count,
                "among": row.ours.among,
                "share": row.ours.share,
                "england": row.england,
                "region": row.region,
                "neighbours_median": row.neighbours_median,
                "neighbours_low": row.neighbours_low,
                "neighbours_high": row.neighbours_high,
            }
            for row in found.rows
        ],
    }


def _parts(counts: Mapping[Place, int | None]) -> list[tuple[str, str]]:
    """Those that are told: breakdown and part. One that nobody is in is left out. That is asked of its count as it is told,
    after rounding and keeping back, so that a part left out tells what its 0 would tell, and no more."""
    return [(place.by, place.part) for place, count in counts.items() if place.by and place.name == "n" and count != 0]


def _combinations(counts: Mapping[Place, int | None], groups: Sequence[str]) -> tuple[Combination, ...]:
    """The largest first, then those kept back in the order of the definition; those that nobody is in are not listed."""
    found = []
    for number, each in enumerate(recorded(groups)):
        if each is None:
            continue
        name = combination_name(each, groups)
        count = counts[Place("", "", name)]
        if count != 0:
            found.append((-(count or 0), number, tuple(group for group in groups if group in each), count))
    return tuple(Combination(factors, count) for _, _, factors, count in sorted(found))


def _blocks(
    found: HiddenHarm | Published, counts: Mapping[Place, int | None], by: str, part: str, *, day: date | None = None
) -> list[Block]:
    groups = found.definition.groups
    among = counts[Place(by, part, "n")]
    shown_by = found.definition.breakdowns[by].label if by else ""
    shown_part = found.labels[by, part] if by else ""
    note = ""
    if day:
        shown_by, shown_part = OVER_TIME, _day(day)
        note = f"Source: {found.source}."

    def figure(name: str, label: str) -> Figure:
        count = counts[Place(by, part, name)]
        has_share = name != "n" and count is not None and among is not None
        interval = wilson(count or 0, among or 0) if has_share else None
        if count is None or among is None or interval is None:
            return Figure(name, label, count, among)
        return Figure(name, label, count, among, count / among, *interval)

    def block(name: str, title: str, figures: Sequence[Figure]) -> Block:
        return Block(name, title, tuple(figures), shown_by, shown_part, note)

    return [
        block(
            "factors",
            "Each factor, alone or with others",
            [
                *(figure(name, group.label) for name, group in groups.items()),
                figure("at_least_one", "At least one of these"),
            ],
        ),
        block(
            "exactly",
            "How many of these together",
            [
                *(figure(f"exactly_{many}", f"Exactly {_NUMBERS[many]}") for many in range(1, len(groups) + 1)),
                figure("none", "None of these was found"),
                figure("not_recorded", "Not recorded: no finished assessment that lists what was found"),
                figure("n", f"All {found.many}"),
            ],
        ),
    ]


def _definition(found: HiddenHarm | Published) -> tuple[tuple[str, str], ...]:
    meant = found.definition
    return (
        ("Definition", f"{meant.title}, version {meant.version}"),
        ("Counted among", cohort_in_words(found)),
        ("Unit", f"{found.many.capitalize()}: {meant.units[found.unit].words}"),
        ("Assessment", _assessment(found)),
        *((group.label, f"factors {', '.join(group.codes)}") for group in meant.groups.values()),
        ("Drugs and alcohol", "one factor" if meant.drugs_and_alcohol_are_one else "two factors"),
        ("Not recorded", "no such assessment, or one that lists nothing at all; never counted as none"),
        ("Intervals", "Wilson, 95 per cent"),
        *_left_out(found),
    )


def _left_out(found: HiddenHarm | Published) -> list[tuple[str, str]]:
    told = set(_parts(found.counts))
    of: dict[str, list[str]] = {}
    for place in found.counts:
        if place.by and place.name == "n" and (place.by, place.part) not in told:
            of.setdefault(place.by, []).append(found.labels[place.by, place.part])
    words = ". ".join(f"{found.definition.breakdowns[by].label}: {'; '.join(parts)}" for by, parts in of.items())
    return [("Left out, being 0", words)] if words else []


def _assessment(found: Basis) -> str:
    if found.unit == "assessment":
        return "every one finished" + (" in the period" if found.period else " by the day in an episode open on it")
    return "latest completed in the period" if found.period else found.definition.which_assessment


def _warnings(found: HiddenHarm | Published) -> list[Warned]:
    counts = found.counts
    n, not_recorded = counts[Place("", "", "n")], counts[Place("", "", "not_recorded")]
    beyond = beyond_the_facts(found.on, found.reaches)
    told = [Warned(About.REACH, beyond)] if beyond else []
    if n == 0:
        told.append(Warned(About.NOBODY, f"There are no {found.many} to count among."))
    elif n and not_recorded:
        says = (
            f"Nothing is recorded for {not_recorded:,} of {n:,} {found.many} ({not_recorded / n:.0%}). "
            "They stand in every share’s denominator, so the true shares may be higher."
        )
        told.append(Warned(About.NOT_RECORDED, says))
    if isinstance(found, Published):
        return [*told, *(Warned(About.KEPT_BACK, note) for note in found.notes)]
    return [Warned(About.STATE, "Not for publishing: small numbers are shown."), *told]


def beyond_the_facts(on: date, reaches: date | None) -> str:
    """Said before figures of a day after the last that the facts know of; else empty."""
    if reaches is None or on <= reaches:
        return ""
    return (
        f"These facts reach to {_day(reaches)}: of what was begun or ended after it they know nothing, so these are not the "
        f"figures of {_day(on)}."
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _length(basis: Basis) -> int:
    assert basis.period
    return (basis.period[1] - basis.period[0]).days + 1
