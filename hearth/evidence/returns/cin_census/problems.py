"""What the reader says of a file, kept for the report: the first in full, every one counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from hearth.evidence.returns.cin_census.records import Problem, Severity

MOST_KEPT = 10_000
"""More are counted and not kept, so that a file wrong in every line takes no more memory than another."""
_WORST_FIRST: tuple[Severity, ...] = ("error", "query", "note")


@dataclass
class Problems:
    """`kept` in document order. The reader's messages are of a fixed few, so their counts stay small."""

    kept: list[Problem] = field(default_factory=list)
    _counts: Counter[tuple[Severity, str]] = field(default_factory=Counter)

    def add(self, problem: Problem) -> None:
        if len(self.kept) < MOST_KEPT:
            self.kept.append(problem)
        self._counts[problem.severity, problem.message] += 1

    @property
    def total(self) -> int:
        return self._counts.total()

    @property
    def not_kept(self) -> int:
        return self.total - len(self.kept)

    def of(self, severity: Severity) -> int:
        return sum(count for (each, _), count in self._counts.items() if each == severity)

    def by_message(self) -> list[tuple[Severity, str, int]]:
        """Errors first, then queries and notes; of each the most frequent first."""
        found = [(severity, says, count) for (severity, says), count in self._counts.items()]
        return sorted(found, key=lambda each: (_WORST_FIRST.index(each[0]), -each[2], each[1]))
