from __future__ import annotations

from django.utils import timezone

from hearth.casework.frontdoor.models import Contact, ToldAgain
from hearth.casework.frontdoor.queries import tellings_of
from hearth.casework.frontdoor.rules import may_tell
from hearth.casework.frontdoor.story import write_after_decision
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Worker


@audited
def tell_referrer(*, contact: Contact, words: str, by: Worker) -> Contact:
    """What the referrer is told, and that it was now, beside all they were told before. A partner reads it in their own
    account."""
    held = Contact.objects.select_for_update().get(pk=contact.pk)
    told = [(each.words, each.at) for each in tellings_of(held)]
    insist(may_tell(words, is_decided=not held.is_waiting, told=told))
    if told:
        ToldAgain.objects.create(contact=held, words=words, told_by=by)
    else:
        held.told_referrer, held.told_referrer_at = words, timezone.now()
        held.save(update_fields=["told_referrer", "told_referrer_at"])
    says = f"Whoever made contact {held.reference} was told {'again ' if told else ''}what was decided"
    write_after_decision(held.pk, says, slice="frontdoor.tell_referrer")
    return held
