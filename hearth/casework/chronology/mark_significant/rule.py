from __future__ import annotations

from hearth.casework.chronology.models import Line
from hearth.foundation.refusals import Refusal


def may_mark(line: Line) -> Refusal | None:
    """Marked once: why an event matters stays as whoever judged it said."""
    if not line.is_significant:
        return None
    if line.marked_by is None:
        return Refusal("This event is significant by itself: the act that wrote it said so.")
    return Refusal(f"{line.marked_by} has already marked this as significant: “{line.marked_because}”")
