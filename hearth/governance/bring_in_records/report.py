"""What became of each row of the file, by module, and what was remarked on the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from hearth.evidence.returns.cin_census import Problem
from hearth.governance.bring_in_records.models import Remark, Run

MOST_REMARKS = 100_000
_KIND = {"error": Remark.Kind.REFUSED, "query": Remark.Kind.QUERY, "note": Remark.Kind.NOTE}


class Outcome(StrEnum):
    """Every row of the file comes to exactly one of these."""

    WRITTEN = "written"
    HERE = "here"
    DIFFERS = "differs"
    REFUSED = "refused"
    KEPT = "kept"


OUTCOME_WORDS = {
    Outcome.WRITTEN: "Written",
    Outcome.HERE: "Already there",
    Outcome.DIFFERS: "Here, but differs",
    Outcome.REFUSED: "Refused",
    Outcome.KEPT: "Kept for later",
}

MODULES = {
    "children": "Children",
    "disabilities": "Disabilities",
    "episodes": "Episodes",
    "assessments": "Assessments",
    "factors": "Factors",
    "cin_plans": "Child in need plans",
    "section_47s": "Section 47 enquiries",
    "child_protection_plans": "Child protection plans",
    "reviews": "Child protection reviews",
    "pre_proceedings": "Pre-proceedings",
    "other_items": "Other items of children, episodes and assessments",
}


@dataclass
class Report:
    """Filled while a file is read. Remarks beyond MOST_REMARKS are counted and not listed."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: {module: Counter() for module in MODULES})
    remarks: list[Remark] = field(default_factory=list)
    remarked: int = 0

    def row(self, module: str, outcome: Outcome, times: int = 1) -> None:
        if times:
            self.counts[module][outcome] += times

    def remark(
        self, kind: str, says: str, *, line: int | None, field: str, child: str | None = None, value: str | None = None
    ) -> None:
        self.remarked += 1
        if self.remarked <= MOST_REMARKS:
            self.remarks.append(
                Remark(
                    kind=kind,
                    line=line,
                    child=(child or "")[:100],
                    field=field[:100],
                    value=(value or "")[:120],
                    says=says[:600],
                )
            )

    def problem(self, found: Problem) -> None:
        """What the reader has to say. An error's value was not used; of a query everything usable was kept."""
        self.remark(
            _KIND[found.severity],
            found.message,
            line=found.line,
            field=found.field,
            child=found.child,
            value=found.value,
        )

    def taken_remarks(self, run: Run) -> list[Remark]:
        """Those not yet taken, as rows of `run`."""
        taken, self.remarks = self.remarks, []
        for each in taken:
            each.run = run
        return taken

    def as_json(self) -> dict[str, dict[str, int]]:
        return {module: {"read": sum(counts.values()), **counts} for module, counts in self.counts.items() if counts}


@dataclass(frozen=True)
class ModuleRow:
    """One line of the report's table."""

    words: str
    read: int
    by_outcome: tuple[int, ...]


def table_of(run: Run) -> list[ModuleRow]:
    counts: dict[str, dict[str, int]] = run.counts
    return [
        ModuleRow(words, counts[module]["read"], tuple(counts[module].get(each, 0) for each in Outcome))
        for module, words in MODULES.items()
        if module in counts
    ]
