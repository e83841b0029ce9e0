"""Count hidden harm in facts, exactly as its definition says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import ibis
from ibis import Table

from hearth.evidence.facts.ask import ask, table
from hearth.evidence.facts.tables import Facts
from hearth.evidence.measures.hidden_harm.definition import Definition

Cohort = Literal["in_need", "on_protection_plan"]


@dataclass(frozen=True)
class HiddenHarm:
    """What was counted, before anything is kept back. `combinations` has each set of factors that somebody lives with, the
    exact set, by the names of the definition's groups; the empty set is those assessed with none of them."""

    on: date
    cohort: Cohort
    definition: Definition
    source: str
    n: int
    not_recorded: int
    combinations: Mapping[frozenset[str], int]

    def factor(self, name: str) -> int:
        return sum(count for found, count in self.combinations.items() if name in found)

    def exactly(self, how_many: int) -> int:
        return sum(count for found, count in self.combinations.items() if len(found) == how_many)

    @property
    def at_least_one(self) -> int:
        return sum(count for found, count in self.combinations.items() if found)

    def as_json(self) -> dict[str, Any]:
        """As the command prints it for the data officer's own eyes."""
        order = list(self.definition.groups)
        found = sorted(
            (combination for combination in self.combinations if combination),
            key=lambda each: (-self.combinations[each], [order.index(name) for name in order if name in each]),
        )
        return {
            "on": self.on.isoformat(),
            "definition": {
                "version": self.definition.version,
                "title": self.definition.title,
                "cohort": self.definition.cohorts[self.cohort],
                "unit": self.definition.unit,
                "which_assessment": self.definition.which_assessment,
                "groups": {name: list(group.codes) for name, group in self.definition.groups.items()},
            },
            "source": self.source,
            "n": self.n,
            "not_recorded": self.not_recorded,
            "factors": {name: self.factor(name) for name in order},
            "at_least_one": self.at_least_one,
            "exactly": {str(each): self.exactly(each) for each in range(1, len(order) + 1)},
            "combinations": [
                {"factors": [name for name in order if name in each], "n": self.combinations[each]} for each in found
            ],
        }


def calculate(facts: Facts, definition: Definition, *, on: date, cohort: Cohort = "in_need") -> HiddenHarm:
    """Nobody is left out: each of the cohort is not recorded, or in exactly one combination (perhaps the empty one)."""
    rows = ask(facts, lived_with(definition, on=on, cohort=cohort))
    counted: Counter[frozenset[str]] = Counter()
    not_recorded = 0
    for row in rows:
        if not row["is_recorded"]:
            not_recorded += row["children"]
        else:
            counted[frozenset(name for name in definition.groups if row[name])] += row["children"]
    return HiddenHarm(
        on, cohort, definition, facts.source, not_recorded + sum(counted.values()), not_recorded, dict(counted)
    )


def lived_with(definition: Definition, *, on: date, cohort: Cohort) -> Table:
    """How many children there are by what is recorded of them: `is_recorded`, a column for each group, `children`."""
    day = ibis.literal(on)
    members = _cohort(cohort, day)
    episodes = table("cin_episode").semi_join(members, "person")
    episodes = episodes.filter(_open_on(episodes.referral_date, episodes.close_date, day))
    assessments = table("cin_assessment").semi_join(episodes, "episode")
    finished = assessments.filter(assessments.authorised_date <= day)
    latest = finished.mutate(
        place=ibis.row_number().over(
            group_by="person", order_by=[ibis.desc("authorised_date"), ibis.desc("start_date"), ibis.desc("order")]
        )
    )
    latest = latest.filter(latest.place == 0).select("person", "assessment")
    factors = table("assessment_factor").semi_join(latest, "assessment")
    found = factors.group_by("assessment").agg(
        **{name: factors.code.isin(group.codes).any() for name, group in definition.groups.items()}
    )
    # An assessment that was finished and lists nothing has told us nothing: it is not "none of these".
    recorded = latest.join(found, "assessment").drop("assessment").mutate(is_recorded=True)
    every = members.left_join(recorded, "person").drop("person_right")
    names = ["is_recorded", *definition.groups]
    return (
        every.mutate(**{name: every[name].fill_null(False) for name in names})
        .group_by(names)
        .agg(children=ibis._.count())
    )


def _cohort(cohort: Cohort, day: Any) -> Table:
    if cohort == "on_protection_plan":
        plans = table("protection_plan")
        return plans.filter(_open_on(plans.start_date, plans.end_date, day)).select("person").distinct()
    episodes = table("cin_episode")
    in_need = _open_on(episodes.referral_date, episodes.close_date, day) & ~episodes.no_further_action.fill_null(False)
    return episodes.filter(in_need).select("person").distinct()


def _open_on(starts: Any, ends: Any, day: Any) -> Any:
    """Started on or before the day, not ended on or before it."""
    return (starts <= day) & (ends.isnull() | (ends > day))
