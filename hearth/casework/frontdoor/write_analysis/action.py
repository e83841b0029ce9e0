from __future__ import annotations

from hearth.casework.frontdoor.models import Analysis, Contact
from hearth.casework.frontdoor.queries import is_decided_without_analysis
from hearth.casework.frontdoor.story import write_after_decision
from hearth.casework.frontdoor.waiting import changed, hold_still
from hearth.foundation.audit.audited import audited
from hearth.foundation.codes import LevelOfNeed
from hearth.foundation.staff.models import Worker


@audited
def write_analysis(*, contact: Contact, says: str, level_of_need: int, version: int, by: Worker) -> Analysis:
    """What the front door makes of it. Written again, the newest stands and the earlier stay to be read.

    No chronology line while the contact has no family: the decision that makes or joins one tells of the level of need.
    A contact that was decided without one, because danger did not wait, has it written afterwards.
    """
    held = hold_still(contact, version=version, unless=is_decided_without_analysis)
    made = Analysis.objects.create(contact=held, says=says, level_of_need=level_of_need, written_by=by)
    if not held.is_waiting:
        level = LevelOfNeed(str(level_of_need)).label
        says = f"Contact {held.reference} analysed after the decision: {level}"
        write_after_decision(held.pk, says, slice="frontdoor.write_analysis")
    changed(held)
    return made
