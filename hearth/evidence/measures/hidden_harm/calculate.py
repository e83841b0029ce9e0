"""Count hidden harm in facts, exactly as its definition says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any, Literal

import ibis
from ibis import Table

from hearth.evidence.facts.ask import ask, table
from hearth.evidence.facts.tables import Facts
from hearth.evidence.measures.hidden_harm.definition import MORE_THAN_ONE, NOT_KNOWN, Definition, Part
from hearth.evidence.measures.hidden_harm.figures import NOT_RECORDED, WHOLE, Place, Recorded, as_one, figures_of
from hearth.evidence.measures.hidden_harm.nested import Part as NamedPart

Cohort = Literal["in_need", "on_protection_plan", "assessed"]
Unit = Literal["child", "family", "assessment"]
_NOT_TOLD_BY_ALL = {"family": ("family", "family"), "area": ("person", "area"), "team": ("cin_episode", "team")}
Period = tuple[date, date]
"""First and last day, both counted in."""


class CannotBeCounted(ValueError):
    """The facts, or what was asked, do not allow it. Its text is a sentence fit to be shown."""


@dataclass(frozen=True)
class Basis:
    """What a figure is counted by and among: without it no figure means anything."""

    on: date
    cohort: Cohort
    definition: Definition
    source: str
    unit: Unit
    period: Period | None
    reaches: date | None = field(default=None, kw_only=True)
    """The last day that the facts know of; None where they do not say."""

    @property
    def many(self) -> str:
        """ "children", "families" or "assessments"."""
        return self.definition.units[self.unit].many


@dataclass(frozen=True)
class HiddenHarm(Basis):
    """What was counted, before anything is kept back. `combinations` has each set of factors that somebody lives with, the
    exact set, by the names of the definition's groups; the empty set is those assessed with none of them. `parts` has, by
    breakdown and by part, how many are in each such class, or in NOT_RECORDED; `labels` the words for the parts."""

    not_recorded: int
    combinations: Mapping[frozenset[str], int]
    parts: Mapping[str, Mapping[str, Mapping[Recorded, int]]] = field(default_factory=dict)
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)
    overlapping: frozenset[tuple[NamedPart, NamedPart]] = field(kw_only=True)
    """Parts of two breakdowns that have somebody in common. It is told nowhere: what is kept back is decided against a reader
    who knows it, so that whoever leaves it out protects too little."""
    apart: HiddenHarm | None = None
    """The same with drugs and alcohol as two factors, where here they are one: what is kept back is decided for both."""

    def with_drugs_and_alcohol_as_one(self) -> HiddenHarm:
        return replace(
            self,
            definition=self.definition.with_drugs_and_alcohol_as_one(),
            combinations=_as_one(self.combinations),
            parts={by: {part: _as_one(counted) for part, counted in parts.items()} for by, parts in self.parts.items()},
            apart=self,
        )

    @property
    def n(self) -> int:
        return self.not_recorded + sum(self.combinations.values())

    def factor(self, name: str) -> int:
        return sum(count for found, count in self.combinations.items() if name in found)

    def exactly(self, how_many: int) -> int:
        return sum(count for found, count in self.combinations.items() if len(found) == how_many)

    @property
    def at_least_one(self) -> int:
        return sum(count for found, count in self.combinations.items() if found)

    @property
    def cells(self) -> dict[tuple[str, str], Mapping[Recorded, int]]:
        """Of the whole, then of each part."""
        whole: dict[Recorded, int] = {NOT_RECORDED: self.not_recorded}
        for found, count in self.combinations.items():
            whole[found] = count
        return {WHOLE: whole} | {
            (by, part): counted for by, parts in self.parts.items() for part, counted in parts.items()
        }

    @property
    def counts(self) -> dict[Place, int | None]:
        """Every figure that is told."""
        return dict(figures_of(self.cells, list(self.definition.groups)))


@dataclass(frozen=True)
class Published(Basis):
    """What publish() leaves of it. Holds no count that is kept back: None stands in its place."""

    counts: Mapping[Place, int | None]
    labels: Mapping[tuple[str, str], str]
    notes: tuple[str, ...]
    """How small numbers were kept back, and what was left out for it: each a sentence."""
    threshold: int
    """The largest count that is kept back for being small."""
    rounding: int
    """What counts are rounded to; 1: not at all."""
    left_out: Mapping[str, str]
    """Breakdowns that could not be told safely: of each, by name, a sentence."""


def year_that_ends_on(day: date) -> Period:
    """ValueError for a day of the year 1, before which there is none."""
    if day == date.max:
        return day.replace(month=1, day=1), day
    first = day + timedelta(days=1)
    return first.replace(year=first.year - 1, day=28 if (first.month, first.day) == (2, 29) else first.day), day


def calculate(
    facts: Facts,
    definition: Definition,
    *,
    on: date,
    cohort: Cohort = "in_need",
    unit: Unit | None = None,
    period: Period | None = None,
    by: Sequence[str] = (),
) -> HiddenHarm:
    """Nobody is left out: each of the cohort is not recorded, or in exactly one combination (perhaps the empty one), and in
    exactly one part of each breakdown.

    `unit` is the definition's own unless given. `period` is wanted by the cohort "assessed" and by no other; ages are on
    `on`. Facts are read once, whatever is in `by`. Raises CannotBeCounted where the facts do not hold what is asked for
    (a census knows no families, areas or teams; one without its module of plans, nobody on a plan).
    """
    unit = unit or definition.unit  # type: ignore[assignment]
    assert unit is not None
    _refuse(facts, definition, cohort=cohort, unit=unit, period=period, by=by)
    if definition.apart:
        found_apart = calculate(facts, definition.apart, on=on, cohort=cohort, unit=unit, period=period, by=by)
        return found_apart.with_drugs_and_alcohol_as_one()
    rows = ask(facts, lived_with(definition, on=on, cohort=cohort, unit=unit, period=period, by=by))
    whole: Counter[Recorded] = Counter()
    parts: dict[str, dict[str, Counter[Recorded]]] = {
        name: {part.name: Counter() for part in _parts_of(definition, name, unit)} for name in by
    }
    overlapping: set[tuple[NamedPart, NamedPart]] = set()
    for row in rows:
        found: Recorded = NOT_RECORDED
        if row["is_recorded"]:
            found = frozenset(name for name in definition.groups if row[name])
        whole[found] += row["counted"]
        part = {name: _part(definition, name, row[f"by_{name}"]) for name in by}
        for name in by:
            parts[name].setdefault(part[name], Counter())[found] += row["counted"]
        overlapping.update(combinations(part.items(), 2))
    not_recorded = whole.pop(NOT_RECORDED, 0)
    told = {name: _in_order(definition, name, found) for name, found in parts.items()}
    return HiddenHarm(
        on=on, cohort=cohort, definition=definition, source=facts.source, unit=unit, period=period,
        not_recorded=not_recorded,
        combinations={found: count for found, count in whole.items() if found is not None},
        parts=told,
        labels={(name, part): _label(definition, name, part) for name, found in told.items() for part in found},
        overlapping=frozenset(overlapping), reaches=facts.reaches,
    )  # fmt: skip


def _as_one(counted: Mapping[Any, int]) -> dict[Any, int]:
    told: Counter[Any] = Counter()
    for found, count in counted.items():
        told[as_one(found)] += count
    return dict(told)


def _refuse(
    facts: Facts, definition: Definition, *, cohort: Cohort, unit: Unit, period: Period | None, by: Sequence[str]
) -> None:
    if unit not in definition.units:
        raise CannotBeCounted(f"Count by {', '.join(definition.units)}: there is no unit {unit}.")
    if cohort not in definition.cohorts:
        raise CannotBeCounted(f"There is no cohort {cohort}: choose from {', '.join(definition.cohorts)}.")
    if (cohort == "assessed") != (period is not None):
        raise CannotBeCounted("A period is given for those assessed in it, and for no other cohort.")
    if period and period[1] < period[0]:
        raise CannotBeCounted("The period ends before it starts.")
    if cohort == "on_protection_plan" and not facts.tables["protection_plan"].num_rows:
        raise CannotBeCounted(
            "These facts hold no protection plans at all, so nobody can be counted among those with one: a return without "
            "its module of plans does not say that there are none."
        )
    if unit == "family" and not holds(facts, "family"):
        raise CannotBeCounted("These facts hold no families: a census knows no families. Count by child.")
    for name in by:
        if name not in definition.breakdowns:
            raise CannotBeCounted(f"There is no breakdown by {name}: choose from {', '.join(definition.breakdowns)}.")
    if "area" in by and not holds(facts, "area"):
        raise CannotBeCounted("These facts hold no areas, so nothing can be told by area: a census knows no areas.")
    if "team" in by and not holds(facts, "team"):
        raise CannotBeCounted("These facts hold no teams, so nothing can be told by team: a census knows no teams.")


def holds(facts: Facts, what: str) -> bool:
    """Whether they know of any family, area or team; of all else that is counted by, every source tells."""
    if what not in _NOT_TOLD_BY_ALL:
        return True
    name, column = _NOT_TOLD_BY_ALL[what]
    values = facts.tables[name].column(column)
    return bool(values.null_count < len(values))


def lived_with(
    definition: Definition,
    *,
    on: date,
    cohort: Cohort,
    unit: Unit = "child",
    period: Period | None = None,
    by: Sequence[str] = (),
) -> Table:
    """How many there are by what is recorded of them: `is_recorded`, a column for each group, `by_...` for each breakdown
    (null: not known), `counted`."""
    day = ibis.literal(on)
    members, episodes, assessments = _cohort(cohort, day, period)
    factors = table("assessment_factor").semi_join(assessments, "assessment")
    # An assessment that was finished and lists nothing has told us nothing: it is not "none of these".
    found = factors.group_by("assessment").agg(
        is_recorded=ibis.literal(True),
        **{name: factors.code.isin(group.codes).any() for name, group in definition.groups.items()},
    )
    names = ["is_recorded", *definition.groups]
    if unit == "assessment":
        every = assessments.select("person", "assessment").left_join(found, "assessment")
    else:
        recorded = _latest(assessments).inner_join(found, "assessment").select("person", *names)
        every = members.left_join(recorded, "person")
    every = every.select("person", **{name: every[name].fill_null(False) for name in names})
    if by:
        every = _with_parts(every, definition, episodes, on=on, by=by)
    if unit == "family":
        every = _families(every, names, by)
    return every.group_by([*names, *(f"by_{name}" for name in by)]).agg(counted=ibis._.count())


def _cohort(cohort: Cohort, day: Any, period: Period | None) -> tuple[Table, Table, Table]:
    """Its members (person), their episodes that matter, and the finished assessments in these that may count."""
    episodes, assessments = table("cin_episode"), table("cin_assessment")
    if cohort == "assessed":
        starts, ends = period  # type: ignore[misc]
        counted = assessments.filter(assessments.authorised_date.between(ibis.literal(starts), ibis.literal(ends)))
        return counted.select("person").distinct(), episodes.semi_join(counted, "episode"), counted
    is_open = _open_on(episodes.referral_date, episodes.close_date, day)
    if cohort == "on_protection_plan":
        plans = table("protection_plan")
        members = plans.filter(_open_on(plans.start_date, plans.end_date, day)).select("person").distinct()
    else:
        in_need = is_open & ~episodes.no_further_action.fill_null(False)
        members = episodes.filter(in_need).select("person").distinct()
    episodes = episodes.filter(is_open).semi_join(members, "person")
    counted = assessments.semi_join(episodes, "episode")
    return members, episodes, counted.filter(counted.authorised_date <= day)


def _latest(assessments: Table) -> Table:
    """One to a person, by the day it was finished, then begun, then its place in the return."""
    order = [ibis.desc("authorised_date"), ibis.desc("start_date"), ibis.desc("order")]
    placed = assessments.mutate(place=ibis.row_number().over(group_by="person", order_by=order))
    return placed.filter(placed.place == 0).select("person", "assessment")


def _open_on(starts: Any, ends: Any, day: Any) -> Any:
    """Started on or before the day, not ended on or before it."""
    return (starts <= day) & (ends.isnull() | (ends > day))


def _with_parts(every: Table, definition: Definition, episodes: Table, *, on: date, by: Sequence[str]) -> Table:
    """`by_age` is the place of the band in the definition, so that the youngest of a family is the least; the others are
    the names of parts, and null where not known."""
    people = table("person")
    told: dict[str, Any] = {}
    if "age" in by:
        told["by_age"] = _band(people, definition, on)
    for name, column in (("sex", people.sex), ("ethnicity", people.ethnicity)):
        if name in by:
            of_code = {code: part.name for part in definition.breakdowns[name].parts for code in part.codes}
            told[f"by_{name}"] = ibis.cases(*((column == code, part) for code, part in of_code.items()))
    if "area" in by:
        told["by_area"] = people.area
    every = every.left_join(people.select("person", **told), "person")
    if "team" in by:
        order = [ibis.desc("referral_date"), ibis.desc("episode")]
        placed = episodes.mutate(place=ibis.row_number().over(group_by="person", order_by=order))
        teams = placed.filter(placed.place == 0).select("person", by_team="team")
        every = every.drop("person_right").left_join(teams, "person")
    return every.drop("person_right")


def _band(people: Table, definition: Definition, on: date) -> Any:
    parts = definition.breakdowns["age"].parts
    place = {part.name: number for number, part in enumerate(parts)}
    born = people.birth_month
    months = (on.year * 12 + on.month) - (born.year() * 12 + born.month())
    older_first = sorted((part for part in parts if part.from_age is not None), key=lambda part: -(part.from_age or 0))
    return ibis.cases(
        (born.isnull() & people.expected_month.isnull(), place[NOT_KNOWN]),
        (born.isnull(), place["unborn"]),
        *((months >= 12 * (part.from_age or 0), place[part.name]) for part in older_first),
        else_=place["unborn"],
    )


def _families(every: Table, names: Sequence[str], by: Sequence[str]) -> Table:
    """One row to a family, of the children that are there."""
    known = table("family")
    known = known.filter(known.family.notnull())
    joined = every.left_join(known, "person")
    # A child of no known family is a family of their own; the prefixes keep the two kinds of key apart.
    key = ibis.coalesce(ibis.literal("family ") + joined.family, ibis.literal("child ") + joined.person)
    keyed = joined.drop("person_right").mutate(key=key)

    def one(column: Any) -> Any:
        # Null beside a value is a difference too: not all of them are of that part.
        differ = (column.min() != column.max()) | ((column.count() > 0) & (column.count() < keyed.count()))
        return ibis.cases((differ, ibis.literal(MORE_THAN_ONE)), else_=column.min())

    return keyed.group_by("key").agg(
        **{name: keyed[name].any() for name in names},
        **{f"by_{name}": keyed[f"by_{name}"].min() if name == "age" else one(keyed[f"by_{name}"]) for name in by},
    )


def _parts_of(definition: Definition, name: str, unit: Unit) -> list[Part]:
    """Those that are told whether anybody is in them or not."""
    return [part for part in definition.breakdowns[name].parts if part.name != MORE_THAN_ONE or unit == "family"]


def _part(definition: Definition, name: str, value: Any) -> str:
    if name == "age":
        return NOT_KNOWN if value is None else definition.breakdowns["age"].parts[value].name
    return NOT_KNOWN if value is None else str(value)


def _in_order(
    definition: Definition, name: str, found: Mapping[str, Counter[Recorded]]
) -> dict[str, Mapping[Recorded, int]]:
    """As in the definition; what the facts name by its name (Team 2 before Team 10), what is not known last."""
    order = {part.name: number for number, part in enumerate(definition.breakdowns[name].parts)}
    last = {MORE_THAN_ONE: 1, NOT_KNOWN: 2}
    return {
        part: dict(found[part])
        for part in sorted(
            found, key=lambda part: (order.get(part, 0), last.get(part, 0) if not order else 0, _as_read(part))
        )
    }


def _as_read(name: str) -> list[tuple[int, str]]:
    """Numbers in a name by their size. Each piece is (number, "") or (0, word)."""
    return [(int(piece), "") if piece.isdecimal() else (0, piece) for piece in re.split(r"(\d+)", name) if piece]


def _label(definition: Definition, name: str, part: str) -> str:
    of = {each.name: each.label for each in definition.breakdowns[name].parts}
    return of.get(part) or {NOT_KNOWN: "Not known", MORE_THAN_ONE: "More than one"}.get(part) or part
