from __future__ import annotations

from hearth.casework.chronology.models import Line
from hearth.foundation.audit.audited import audited
from hearth.foundation.staff.models import Worker


@audited
def mark_significant(*, line: Line, because: str, by: Worker) -> Line:
    line.is_significant = True
    line.marked_because = because
    line.marked_by = by
    line.save(update_fields=["is_significant", "marked_because", "marked_by"])
    return line
