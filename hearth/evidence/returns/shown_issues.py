"""What the pages of a check share: what is chosen in the address, and an issue beside its explanation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from hearth.evidence.returns.models import Explanation, Issue, Run
from hearth.evidence.returns.queries import explanations_of


@dataclass(frozen=True)
class Shown:
    """An issue as a page tells it."""

    issue: Issue
    says: str
    explanation: Explanation | None


def shown(run: Run, issues: Iterable[Issue]) -> list[Shown]:
    found, words = list(issues), run.words
    said = explanations_of(run, [each for each in found if each.severity == Issue.Severity.QUERY])
    return [Shown(each, each.says or words.get(each.rule, ""), said.get(each.record)) for each in found]


def without_each(chosen: Mapping[str, str]) -> dict[str, str]:
    """For each thing chosen, the address's query without it: what takes that filter away."""
    return {name: urlencode({key: chosen[key] for key in chosen if key != name}) for name in chosen}
