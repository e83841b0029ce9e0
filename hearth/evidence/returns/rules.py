"""What may be checked, answered and compared."""

from __future__ import annotations

from collections.abc import Sequence

from hearth.evidence.returns.limits import too_large
from hearth.evidence.returns.models import Issue, Run
from hearth.foundation.refusals import Refusal


def may_check(*, size: int, largest: int) -> Refusal | None:
    """Both in bytes."""
    return too_large(size=size, largest=largest, otherwise="check it with the command hearth returns check")


def may_answer(issue: Issue) -> Refusal | None:
    return _may_answer(issue.severity, issue.run)


def may_answer_any(run: Run, rule: str) -> Refusal | None:
    """Of the queries of a rule that found something in this return."""
    return _may_answer(run.severity_of(rule), run)


def may_answer_filtered(not_understood: Sequence[str]) -> Refusal | None:
    """What the filter leaves is written to: a part of it that is left out would make that more than was meant."""
    if not_understood:
        return Refusal(
            f"The address of this page has a filter that is not understood: {', '.join(not_understood)}. So it is not known "
            "which records are meant. Choose them from the check’s list, and follow the link from there"
        )
    return None


def may_answer_all(*, waiting: int, answered: int, replaces: bool) -> Refusal | None:
    """Of some issues of one rule, `waiting` have no answer yet."""
    if not waiting and not answered:
        return Refusal("Nothing is left to answer with this filter. Take it away")
    if not waiting and not replaces:
        return Refusal(
            "Every one of these issues has an explanation already. Choose to replace them, or leave them as they are",
            field="replaces",
        )
    return None


def _may_answer(severity: str | None, run: Run) -> Refusal | None:
    """An explanation is the answer to a question. Nothing explains an error away: the Department takes no return with one."""
    if severity != Issue.Severity.QUERY:
        return Refusal("This is an error. It cannot be explained: mend it in your case system and make the file again")
    if not run.authority:
        return Refusal(
            "The file names no authority that can be read, so an explanation could not be found again for its next return. "
            "Mend Source.LEA and give the file again"
        )
    return None


def may_compare(one: Run, other: Run) -> Refusal | None:
    if one.pk == other.pk:
        return Refusal("Choose two different checks", field="later")
    if not (one.authority and other.authority):
        return Refusal(
            "One of these files names no authority that can be read, so their children may be others", field="later"
        )
    if one.authority != other.authority:
        return Refusal(
            f"These are returns of two authorities, {one.authority} and {other.authority}: the same number may be two children",
            field="later",
        )
    return None
