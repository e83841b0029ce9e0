from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hearth.evidence.returns.explain import explain, hold_explanations
from hearth.evidence.returns.models import Run
from hearth.evidence.returns.queries import Extent, asked_of, extent_of, queries_of, unanswered
from hearth.evidence.returns.rules import may_answer_all, may_answer_any
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import ChangedMeanwhile, insist
from hearth.foundation.staff.models import Worker

CHANGED = "Somebody else answered some of these after you opened this page. The numbers above are as they are now: look again."


@dataclass(frozen=True)
class Answered:
    """What got the explanation."""

    run: Run
    of: Extent

    @property
    def record_number(self) -> int:
        return self.run.record_number

    @property
    def in_words(self) -> str:
        return f"The explanation is kept for {self.of.in_words}. Each can be changed by itself."

    @property
    def audited_as(self) -> dict[str, int]:
        return self.of._asdict()


@audited
def answer_queries(
    *, run: Run, rule: str, narrowed: Mapping[str, str], says: str, version: int, replaces: bool, by: Worker
) -> Answered:
    """One explanation for every record of which the rule asks, `narrowed` as the page's filter does. `version` is that of
    `Asked` on the page. Records that have an explanation keep it unless this one `replaces` it."""
    insist(may_answer_any(run, rule))
    hold_explanations(run.authority)
    issues = queries_of(run, rule, narrowed)
    asked = asked_of(run, rule, issues)
    if asked.version != version:
        raise ChangedMeanwhile(CHANGED)
    insist(may_answer_all(waiting=asked.waiting, answered=asked.answered, replaces=replaces))
    answered = extent_of(rule, issues if replaces else unanswered(run, issues))
    explain(run, issues, says=says, replaces=replaces, by=by)
    return Answered(run, answered)
