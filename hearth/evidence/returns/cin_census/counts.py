"""How much a return held, for a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from hearth.evidence.returns.cin_census.reader import Item
from hearth.evidence.returns.cin_census.records import Child, Problem, RefusedChild


@dataclass(slots=True)
class Counts:
    """Totals over a whole file. Refused children, and what they hold, are counted as read; `refused` says how many."""

    children: int = 0
    refused: int = 0
    disabilities: int = 0
    episodes: int = 0
    assessments: int = 0
    factors: int = 0
    cin_plans: int = 0
    section_47s: int = 0
    child_protection_plans: int = 0
    reviews: int = 0
    pre_proceedings: int = 0
    problems: Counter[str] = field(default_factory=Counter)

    def add(self, item: Item) -> None:
        """Call with each item as it comes, so that one pass over the file both writes and counts."""
        if isinstance(item, Problem):
            self.problems[item.severity] += 1
        elif isinstance(item, RefusedChild):
            self.refused += 1
            self._add_child(item.child)
        elif isinstance(item, Child):
            self._add_child(item)

    def _add_child(self, child: Child) -> None:
        self.children += 1
        self.disabilities += len(child.disabilities)
        self.episodes += len(child.episodes)
        for episode in child.episodes:
            self.assessments += len(episode.assessments)
            self.factors += sum(len(assessment.factors) for assessment in episode.assessments)
            self.cin_plans += len(episode.cin_plans)
            self.section_47s += len(episode.section_47s)
            self.child_protection_plans += len(episode.child_protection_plans)
            self.reviews += sum(len(plan.reviews) for plan in episode.child_protection_plans)
            self.pre_proceedings += len(episode.pre_proceedings)


def count(items: Iterable[Item]) -> Counts:
    counts = Counts()
    for item in items:
        counts.add(item)
    return counts
