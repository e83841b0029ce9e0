from __future__ import annotations

from hearth.casework.frontdoor.models import Analysis, Contact
from hearth.casework.frontdoor.waiting import changed, hold_still
from hearth.foundation.audit.audited import audited
from hearth.foundation.staff.models import Worker


@audited
def write_analysis(*, contact: Contact, says: str, level_of_need: int, version: int, by: Worker) -> Analysis:
    """What the front door makes of it. Written again, the newest stands and the earlier stay to be read.

    No chronology line: the contact has no family yet. The decision that makes or joins one tells of the level of need.
    """
    held = hold_still(contact, version=version)
    made = Analysis.objects.create(contact=held, says=says, level_of_need=level_of_need, written_by=by)
    changed(held)
    return made
