"""What was published of one authority in one year, beside England, its region and its statistical neighbours.

England's figures are those published for England, never a sum of authorities, which lack what was kept back. Where a
neighbour's figure was not published it stays out of the median and the range: they are of those that were, and the number of
them is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from hearth.evidence.measures.national.factors import EPISODES, FACTORS
from hearth.evidence.measures.national.kept import LICENCE, NotLoaded, kept, listing, rows_of, years_of
from hearth.evidence.measures.national.published_files import CHILDREN, CHILDREN_IN_NEED
from hearth.evidence.measures.national.tables import AUTHORITY, ENGLAND, REGION

PER = 10_000
RATE_LABELS = dict(
    zip(
        CHILDREN_IN_NEED.values(),
        ("Children in need on 31 March", "Children in need at any time in the year", "Children who became in need in the year"),
        strict=True,
    )
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """An authority as the tables of one year know it. `number` is empty where they do not; then there is no region and there are
    no neighbours, and `why_alone` says so in a sentence."""

    number: str
    code: str
    name: str
    region_code: str
    region_name: str
    neighbours: tuple[tuple[str, str], ...]
    """Number and name of each, the nearest first, of those that stand in the tables of the year."""
    why_alone: str = ""


@dataclass(frozen=True)
class Beside:
    """One figure in one unit. None where it was not published, or could not be made of what was."""

    own: float | None
    england: float | None
    region: float | None
    neighbours_median: float | None
    neighbours_low: float | None
    neighbours_high: float | None
    neighbours_known: int
    """How many neighbours' figures the median and the range are of."""


@dataclass(frozen=True)
class PublishedFactor:
    """`share` lies between 0 and 1: of the episodes with an assessment factor in the year, those with this one. `count` is the
    authority's, `england_count` England's, which is rounded to the nearest 10."""

    code: str
    label: str
    count: int | None
    england_count: int | None
    share: Beside


@dataclass(frozen=True)
class PublishedFactors:
    """Of the year that ends on 31 March `year`."""

    year: int
    place: Place
    factors: tuple[PublishedFactor, ...]
    source: str

    def factor(self, code: str) -> PublishedFactor:
        return next(factor for factor in self.factors if factor.code == code)


@dataclass(frozen=True)
class PublishedRate:
    """Per 10,000 children aged 0 to 17."""

    name: str
    label: str
    rate: Beside


@dataclass(frozen=True)
class PublishedRates:
    year: int
    population_year: int
    place: Place
    rates: tuple[PublishedRate, ...]
    source: str


@dataclass(frozen=True)
class _Year:
    """The rows of one year, by area: England "", a region by its code, an authority by its number; then by measure."""

    areas: Mapping[str, Mapping[str, Mapping[str, Any]]]

    def count(self, area: str, measure: str) -> int | None:
        found: int | None = self.areas.get(area, {}).get(measure, {}).get("count")
        return found

    def rate(self, area: str, measure: str) -> float | None:
        found: float | None = self.areas.get(area, {}).get(measure, {}).get("rate")
        return found


def factors_published(store: Path, authority: str, year: int) -> PublishedFactors:
    """`authority` is its three-figure number ("941") or its nine-character code ("E06000062"); any other gets England's figures
    alone. NotLoaded where the factors, or those of the year, are not in the store."""
    table = kept(store, "factors")
    rows = rows_of(store, table, year=year)
    of_year, place = _by_area(rows), _place(store, rows, authority, year)

    def share(area: str, code: str) -> float | None:
        count, among = of_year.count(area, code), of_year.count(area, EPISODES)
        return None if count is None or not among else count / among

    measured = {row["measure"] for row in rows}
    return PublishedFactors(
        year,
        place,
        tuple(
            PublishedFactor(
                code,
                factor.label,
                of_year.count(place.number, code) if place.number else None,
                of_year.count("", code),
                _beside(place, lambda area, code=code: share(area, code)),  # type: ignore[misc]
            )
            for code, factor in FACTORS.items()
            if code in measured
        ),
        _source(store, "factors"),
    )


def rates_published(store: Path, authority: str, year: int) -> PublishedRates:
    """Rates as published where the table of children in need has them (that of 2024 does, that of 2025 does not), else made from
    the published count and the population. The population is that of the middle of the year before, as the Department's is:
    its rates of every authority and year to 2024 come out with these estimates to the last figure; England's and the regions' to
    within one of the last, since their counts are rounded. Errors as `factors_published`."""
    rows = rows_of(store, kept(store, "children_in_need"), year=year)
    people = _by_area(rows_of(store, kept(store, "population"), year=year - 1))
    of_year, place = _by_area(rows), _place(store, rows, authority, year)

    def rate(area: str, name: str) -> float | None:
        count, among, published = of_year.count(area, name), people.count(area, CHILDREN), of_year.rate(area, name)
        if published is not None:
            return published
        return None if count is None or not among else count / among * PER

    return PublishedRates(
        year,
        year - 1,
        place,
        tuple(
            PublishedRate(name, label, _beside(place, lambda area, name=name: rate(area, name)))  # type: ignore[misc]
            for name, label in RATE_LABELS.items()
        ),
        _source(store, "children_in_need", "population"),
    )


def _by_area(rows: list[dict[str, Any]]) -> _Year:
    areas: dict[str, dict[str, dict[str, Any]]] = {}
    for row in rows:
        area = {ENGLAND: "", REGION: row["code"], AUTHORITY: row["number"]}[row["level"]]
        areas.setdefault(area, {})[row["measure"]] = row
    return _Year(areas)


def _place(store: Path, rows: list[dict[str, Any]], authority: str, year: int) -> Place:
    names = {row["number"]: row for row in rows if row["level"] == AUTHORITY}
    wanted = authority.strip()
    found = next((row for row in names.values() if wanted and wanted in (row["number"], row["code"])), None)
    if found is None:
        return Place("", "", "", "", "", (), _why_alone(store, wanted, year))
    near = [row for row in _neighbours(store) if row["number"] == found["number"]]
    return Place(
        found["number"],
        found["code"],
        found["name"],
        found["region_code"],
        found["region_name"],
        tuple(
            (row["neighbour"], names[row["neighbour"]]["name"])
            for row in sorted(near, key=lambda row: int(row["place"]))
            if row["neighbour"] in names
        ),
    )


def _why_alone(store: Path, wanted: str, year: int) -> str:
    if not wanted:
        return "The authority is not told: England stands alone."
    years = years_of(store, kept(store, "factors"), wanted)
    if not years:
        return f"The published tables know no authority {wanted}: England stands alone."
    (first, _), (last, name) = years[0], years[-1]
    return f"The published tables have {name} ({wanted}) from {first} to {last}, not in {year}: England stands alone."


def _neighbours(store: Path) -> list[dict[str, Any]]:
    try:
        return rows_of(store, kept(store, "neighbours"))
    except NotLoaded:
        return []


def _beside(place: Place, figure: Callable[[str], float | None]) -> Beside:
    near = [found for number, _ in place.neighbours if (found := figure(number)) is not None]
    return Beside(
        figure(place.number) if place.number else None,
        figure(""),
        figure(place.region_code) if place.region_code else None,
        median(near) if near else None,
        min(near, default=None),
        max(near, default=None),
        len(near),
    )


def _source(store: Path, *kinds: str) -> str:
    """Of these tables, and of the neighbours' where they are loaded."""
    told = [table.source for table in listing(store) if table.kind in {*kinds, "neighbours"}]
    return "; ".join(told) + f". {LICENCE}."
