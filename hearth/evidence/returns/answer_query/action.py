from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from hearth.evidence.returns.models import Explanation, Issue
from hearth.evidence.returns.queries import explanation_of, explanations_of
from hearth.evidence.returns.rules import may_answer
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import ChangedMeanwhile, insist
from hearth.foundation.staff.models import Worker

CHANGED = "Somebody else answered this query after you opened this page. Read what they wrote above, then decide."


@audited
def answer_query(*, issue: Issue, says: str, version: int, others: Iterable[Issue] = (), by: Worker) -> Explanation:
    """`version` is that of the explanation on the page, 0 where there was none. `others` are records of the same child that
    the rule names too: they get the same words where nothing was said of them yet."""
    insist(may_answer(issue))
    standing = explanation_of(issue)
    if (standing.version if standing else 0) != version:
        raise ChangedMeanwhile(CHANGED)
    try:
        with transaction.atomic():
            written = _write(issue, says, version + 1, by)
    except IntegrityError:
        raise ChangedMeanwhile(CHANGED) from None
    unanswered = list(others)
    said = explanations_of(issue.run, unanswered)
    for each in unanswered:
        if each.record not in said:
            _write(each, says, 1, by)
    return written


def _write(issue: Issue, says: str, version: int, by: Worker) -> Explanation:
    authority = issue.run.authority
    Explanation.objects.filter(authority=authority, record=issue.record, is_latest=True).update(is_latest=False)
    return Explanation.objects.create(
        authority=authority,
        record=issue.record,
        rule=issue.rule,
        child=issue.child,
        place=issue.place,
        says=says,
        version=version,
        written_by=by,
    )
