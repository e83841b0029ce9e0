from __future__ import annotations

from django.utils import timezone

from hearth.casework.frontdoor.models import Contact
from hearth.casework.frontdoor.story import write_after_decision
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Worker


@audited
def tell_referrer(*, contact: Contact, words: str, by: Worker) -> Contact:
    """What the referrer is told, and that it was now. A partner reads it in their own account."""
    held = Contact.objects.select_for_update().get(pk=contact.pk)
    if held.is_waiting:
        raise Refused("Nothing has been decided yet, so there is nothing to tell.")
    held.told_referrer, held.told_referrer_at = words, timezone.now()
    held.save(update_fields=["told_referrer", "told_referrer_at"])
    says = f"Whoever made contact {held.reference} was told what was decided"
    write_after_decision(held.pk, says, slice="frontdoor.tell_referrer")
    return held
