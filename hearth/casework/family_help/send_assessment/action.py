from __future__ import annotations

from datetime import date

from django.urls import reverse

from hearth.casework.caseload.queries import managers_of
from hearth.casework.chronology.write import write_line
from hearth.casework.family_help.keep import address_of, hold
from hearth.casework.family_help.models import Assessment
from hearth.casework.family_help.queries import facts_of, whole_of
from hearth.casework.family_help.rules import may_send
from hearth.casework.people.models import Family
from hearth.casework.people.queries import memberships_of
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff.alerts import tell
from hearth.foundation.staff.models import Worker


@audited
def send_assessment(*, family: Family, assessment: Assessment, on: date, by: Worker) -> Assessment:
    """To the manager, who is told. From now on nobody changes it unless it is returned."""
    held = hold(assessment)
    insist(may_send(facts_of(whole_of(held, memberships_of(family, on=on)), on=on)))
    held.state, held.sent_on, held.sent_by = Assessment.State.SENT, on, by
    held.version += 1
    held.save(update_fields=["state", "sent_on", "sent_by", "version"])
    write_line(
        family=family,
        says="Assessment sent to the manager",
        happened_on=on,
        slice="family_help.send_assessment",
        leads_to=address_of(held),
        by=by,
    )
    waits_at = reverse("family_help:authorise_assessment", kwargs={"family": family.pk, "assessment": held.pk})
    for manager in managers_of(family, on=on):
        if manager.pk != by.pk:
            tell(manager, f"An assessment waits for you to authorise it (family {family.pk})", leads_to=waits_at)
    return held
