from __future__ import annotations

from collections.abc import Iterable

from hearth.evidence.returns.explain import explain, hold_explanations
from hearth.evidence.returns.models import Issue
from hearth.evidence.returns.queries import explanation_of
from hearth.evidence.returns.rules import may_answer
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import ChangedMeanwhile, insist
from hearth.foundation.staff.models import Worker

CHANGED = "Somebody else answered this query after you opened this page. Read what they wrote above, then decide."


@audited
def answer_query(*, issue: Issue, says: str, version: int, others: Iterable[Issue] = (), by: Worker) -> None:
    """`version` is that of the explanation on the page, 0 where there was none. `others` are issues that the rule
    finds with the same child: their records get the same words where nothing was said of them yet."""
    insist(may_answer(issue))
    hold_explanations(issue.run.authority)
    standing = explanation_of(issue)
    if (standing.version if standing else 0) != version:
        raise ChangedMeanwhile(CHANGED)
    of_run = Issue.objects.filter(run=issue.run_id)
    explain(issue.run, of_run.filter(pk=issue.pk), says=says, replaces=True, by=by)
    if numbers := [each.pk for each in others]:
        explain(issue.run, of_run.filter(pk__in=numbers), says=says, replaces=False, by=by)
