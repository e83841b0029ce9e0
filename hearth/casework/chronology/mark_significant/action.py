from __future__ import annotations

from hearth.casework.chronology.mark_significant.rule import may_mark
from hearth.casework.chronology.models import Line
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Worker


@audited
def mark_significant(*, line: Line, because: str, by: Worker) -> Line:
    # Nobody else at the row; who marked it is read once the lock is had.
    held = Line.objects.select_for_update().get(pk=line.pk)
    insist(may_mark(held))
    held.is_significant = True
    held.marked_because = because
    held.marked_by = by
    held.save(update_fields=["is_significant", "marked_because", "marked_by"])
    return held
