"""What may be checked, answered and compared."""

from __future__ import annotations

from hearth.evidence.returns.models import Issue, Run
from hearth.foundation.refusals import Refusal


def may_check(*, size: int, largest: int) -> Refusal | None:
    """Both in bytes."""
    if size > largest:
        return Refusal(
            f"The file is {size / 1024**2:,.0f} MB. The most that can be uploaded is {largest // 1024**2} MB. "
            "Check that it is one authority's census for one year, or check it with the command hearth returns check",
            field="file",
        )
    return None


def may_answer(issue: Issue) -> Refusal | None:
    """An explanation is the answer to a question. Nothing explains an error away: the Department takes no return with one."""
    if issue.severity != Issue.Severity.QUERY:
        return Refusal("This is an error. It cannot be explained: mend it in your case system and make the file again")
    if not issue.run.authority:
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
