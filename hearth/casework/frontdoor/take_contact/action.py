from __future__ import annotations

from hearth.casework.frontdoor.known import keep_best_match, who_may_be_known
from hearth.casework.frontdoor.models import Contact
from hearth.casework.frontdoor.queries import told_in
from hearth.casework.frontdoor.story import page_of
from hearth.casework.frontdoor.waiting import hold_still
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import ChangedMeanwhile
from hearth.foundation.staff.alerts import tell
from hearth.foundation.staff.models import Worker


@audited
def take_contact(*, contact: Contact, held_by: int | None, by: Worker) -> Contact:
    """Hold the contact. `held_by` is who held it when the page was opened, so that two do not take it from each other."""
    held = hold_still(contact)
    if held.holder_id == by.pk:
        return held
    if held.holder_id != held_by:
        name = held.holder.name if held.holder else "Somebody"
        raise ChangedMeanwhile(f"{name} took this contact a moment ago. Speak to them before you take it over.")
    earlier, held.holder = held.holder, by
    held.save(update_fields=["holder"])
    if held.best_match is None:  # a partner sent it, and the job has not looked yet
        keep_best_match(held, who_may_be_known(held, told_in(held)))
    if earlier:
        tell(earlier, f"{by} now holds {held.reference}, which you held", leads_to=page_of(held))
    return held
