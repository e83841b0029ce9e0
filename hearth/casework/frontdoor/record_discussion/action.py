from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from hearth.casework.frontdoor.models import Contact, StrategyDiscussion
from hearth.casework.frontdoor.queries import discussion_of
from hearth.casework.frontdoor.rules import may_record_discussion
from hearth.casework.frontdoor.story import write_after_decision
from hearth.foundation.audit.audited import audited
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.refusals import ChangedMeanwhile, insist
from hearth.foundation.staff.models import Worker


@audited
def record_discussion(
    *,
    contact: Contact,
    held_on: date,
    agencies: Sequence[str],
    others: str,
    without_because: str,
    decided: str,
    begins_enquiry: bool,
    on: date,
    by: Worker,
) -> StrategyDiscussion:
    """That the strategy discussion was held, and what came of it: from now on it is no longer owed."""
    held = Contact.objects.select_for_update().get(pk=contact.pk)
    if held.discussion_due_on is None:
        raise ChangedMeanwhile(_not_owed(held))
    received_on = timezone.localdate(held.received_at)
    insist(
        may_record_discussion(
            agencies=agencies, without_because=without_because, held_on=held_on, received_on=received_on, on=on
        )
    )
    made = StrategyDiscussion.objects.create(
        contact=held,
        held_on=held_on,
        agencies=list(agencies),
        others=others,
        without_because=without_because,
        decided=decided,
        begins_enquiry=begins_enquiry,
        recorded_by=by,
    )
    held.discussion_due_on = None
    held.save(update_fields=["discussion_due_on"])
    enquiry = "a section 47 enquiry begins" if begins_enquiry else "no section 47 enquiry begins"
    write_after_decision(
        held.pk,
        f"Strategy discussion held on contact {held.reference}: {enquiry}",
        slice="frontdoor.record_discussion",
        happened_on=held_on,
        is_significant=True,
    )
    return made


def _not_owed(contact: Contact) -> str:
    found = discussion_of(contact)
    if found is None:
        return "No strategy discussion was decided on this contact. Nothing you sent was recorded."
    return (
        f"{found.recorded_by} has recorded the strategy discussion of {date_in_words(found.held_on)}. "
        "Nothing you sent was recorded."
    )
