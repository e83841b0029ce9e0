"""A council's own episodes beside those that were published, factor by factor.

The published unit is the episode of need with an assessment that was finished in the year, and a factor recorded: an
authority's table has one number for the episodes and one for each factor. (England finished 643,170 assessments in the year
to March 2024, by the Department's own count, and the factor table has 506,370 episodes: several assessments of one episode
are one.) An episode may have several factors and a child several episodes. So
- ours is counted in the same unit, from the facts;
- it stands beside the figures of children, never on one line with them;
- no two factors are added: an episode with 3A and 3B would count twice. Each code is compared by itself.

What the table does not say, and how it is decided here: an episode counts once for a factor, whichever of its assessments of
the year has it; one whose only entry is 21 (no factor was found) is not an episode with a factor, and stays out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date
from pathlib import Path

import ibis
from ibis import Table

from hearth.evidence.facts.ask import ask, table
from hearth.evidence.facts.tables import Facts
from hearth.evidence.measures.national.factors import FACTORS, NO_FACTOR, PRIVATE_FOSTERING, PRIVATE_FOSTERING_CODES
from hearth.evidence.measures.national.kept import NotLoaded, kept
from hearth.evidence.measures.national.published import Place, PublishedFactors, factors_published
from hearth.evidence.measures.told import Figure
from hearth.evidence.measures.wilson import wilson

_ANY = "any"

THE_UNIT = (
    "The published unit is the episode with its assessment, not the child: these figures stand beside those of children and are "
    "never drawn on one line with them. No two factors are added together: an episode with both would count twice."
)


@dataclass(frozen=True)
class ComparisonRow:
    """One factor. Shares lie between 0 and 1, and are None where they were not published. `published` is the council's own
    published share: where it is far from `ours`, the facts are not those of that return."""

    code: str
    label: str
    ours: Figure
    england: float | None
    region: float | None
    neighbours_median: float | None
    neighbours_low: float | None
    neighbours_high: float | None
    neighbours_known: int = 0
    published: float | None = None

    @property
    def is_known(self) -> bool:
        """Whether ours is. Where no assessment with a factor was finished, 0 would say that they live with none."""
        return self.ours.among != 0


@dataclass(frozen=True)
class Comparison:
    """Ours is of the year that ends on 31 March `year`, as much of it as is over and the facts reach to, the published
    figures of that which ends on 31 March `published_year`: where they differ, `note` says so."""

    year: int
    unit_words: str
    note: str
    rows: tuple[ComparisonRow, ...]
    source_words: str
    published_year: int
    region_name: str = ""
    neighbours: tuple[str, ...] = ()
    """Their names, the nearest first."""


def census_year(on: date) -> int:
    """The year from 1 April to 31 March in which the day lies, by the calendar year in which it ends."""
    return on.year + (on.month >= 4)


def comparison(
    facts: Facts, store: Path, *, year: int, authority: str, codes: Sequence[str], today: date | None = None
) -> Comparison:
    """`codes` in the order in which they are told. Ours are exact: what leaves the council is made safe by whoever asks (see
    hidden_harm/beside.py).

    The published year is the latest that is loaded and not after `year`. A year that is not over `today` (None: by the clock),
    or that the facts do not reach to the end of, is told as so far. NotLoaded where there is none, or `year` is none that can
    be; ValueError for a code that is not published.
    """
    unknown = [code for code in codes if code not in FACTORS]
    if unknown:
        raise ValueError(f"No factor is published as {', '.join(unknown)}.")
    table = kept(store, "factors")
    published_year = max((each for each in table.years if each <= year), default=None)
    if year > MAXYEAR:
        raise NotLoaded(f"{table.source}: none is of a year that ends after {MAXYEAR}.")
    if published_year is None:
        raise NotLoaded(f"{table.source}: no year up to {year} is loaded.")
    published = factors_published(store, authority, published_year)
    counted = {str(row["code"]): int(row["episodes"]) for row in ask(facts, episodes_by_factor(year))}
    among = counted.get(_ANY, 0)
    now = today or date.today()
    ours = _year_in_words(year, until=min(now, facts.reaches or now))
    rows = tuple(_row(published, code, counted.get(code, 0), among) for code in codes)
    return Comparison(
        year,
        f"Episodes of need with an assessment finished in {ours}, and a factor recorded. An episode may have several factors, "
        "and a child several episodes.",
        " ".join(_notes(published, year, ours, among, _model(store))),
        rows,
        published.source,
        published_year,
        published.place.region_name,
        tuple(name for _, name in published.place.neighbours),
    )


def episodes_by_factor(year: int) -> Table:
    """`code`, `episodes`: of the year that ends on 31 March `year`, how many episodes have each code, and "any" of them."""
    assessments, factors = table("cin_assessment"), table("assessment_factor")
    finished = assessments.filter(
        assessments.authorised_date.between(ibis.literal(date(year - 1, 4, 1)), ibis.literal(date(year, 3, 31))),
        assessments.episode.notnull(),
    )
    found = factors.filter(factors.code.notnull(), factors.code != NO_FACTOR)
    listed = found.inner_join(finished.select("assessment", "episode"), "assessment")
    is_fostered = listed.code.isin(PRIVATE_FOSTERING_CODES)
    listed = listed.select("episode", code=ibis.ifelse(is_fostered, PRIVATE_FOSTERING, listed.code)).distinct()
    each = listed.group_by("code").agg(episodes=listed.count())
    every = listed.agg(episodes=listed.episode.nunique()).select(ibis.literal(_ANY).name("code"), "episodes")
    return ibis.union(each, every)


def _row(published: PublishedFactors, code: str, count: int, among: int) -> ComparisonRow:
    ours = own_figure(code, count, among)
    found = next((factor for factor in published.factors if factor.code == code), None)
    if found is None:
        return ComparisonRow(code, ours.label, ours, None, None, None, None, None)
    share = found.share
    return ComparisonRow(
        code,
        ours.label,
        ours,
        share.england,
        share.region,
        share.neighbours_median,
        share.neighbours_low,
        share.neighbours_high,
        share.neighbours_known,
        share.own,
    )


def own_figure(code: str, count: int, among: int) -> Figure:
    low, high = wilson(count, among) or (None, None)
    return Figure(code, FACTORS[code].label, count, among, count / among if among else None, low, high)


def _year_in_words(year: int, *, until: date) -> str:
    if until >= date(year, 3, 31):
        return f"the year that ended on 31 March {year}"
    return f"the year that ends on 31 March {year} (so far, up to {until:%-d %B %Y})"


def _notes(published: PublishedFactors, year: int, ours: str, among: int, model: str) -> list[str]:
    place = published.place
    told = [THE_UNIT]
    if published.year != year:
        told.append(
            f"The published figures are of the year that ended on 31 March {published.year}, the latest loaded; ours are of "
            f"{ours}."
        )
    if not among:
        told.append("In these facts no assessment with a factor was finished in the year.")
    told.append(place.why_alone or _whom(place, model))
    told.append("England and the regions are published rounded to the nearest 10 episodes.")
    return told


def _whom(place: Place, model: str) -> str:
    region = f"The region is {place.region_name}, as published for {place.name}."
    if not place.neighbours:
        return f"{region} No statistical neighbours are loaded for it."
    names = "; ".join(name for _, name in place.neighbours)  # a name may hold a comma: Herefordshire, County of
    return (
        f"{region} Its {len(place.neighbours)} statistical neighbours{model} in the tables of the year are {names}. The median "
        "and the range are of those whose figure was published."
    )


def _model(store: Path) -> str:
    try:
        years = kept(store, "neighbours").years
    except NotLoaded:
        return ""
    return "".join(f" (the model of {year})" for year in years)
