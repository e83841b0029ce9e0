from __future__ import annotations

from datetime import date

from hearth.casework.chronology.write import write_line
from hearth.casework.family_help.keep import address_of, hold, keep_edition, waits_no_longer
from hearth.casework.family_help.models import Assessment
from hearth.casework.family_help.queries import clock_of, facts_of, whole_of
from hearth.casework.family_help.rules import factors_fit_the_decision, may_answer, may_authorise
from hearth.casework.people.models import Family
from hearth.casework.people.queries import memberships_of
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import ChangedMeanwhile, insist
from hearth.foundation.staff.alerts import tell
from hearth.foundation.staff.models import Worker


@audited
def authorise_assessment(
    *, family: Family, assessment: Assessment, late_because: str, version: int, on: date, by: Worker
) -> Assessment:
    held = _as_read(assessment, version)
    insist(
        may_authorise(
            is_with_manager=held.state == Assessment.State.SENT,
            sent_by=held.sent_by_id,
            by=by.pk,
            due=clock_of(held, on=on).due_on,
            on=on,
            late_because=late_because,
        )
    )
    whole = whole_of(held, memberships_of(family, on=on))
    insist(factors_fit_the_decision(facts_of(whole, on=on)))
    held.state, held.authorised_on, held.authorised_by = Assessment.State.AUTHORISED, on, by
    held.late_because = late_because
    held.version += 1
    held.save(update_fields=["state", "authorised_on", "authorised_by", "late_because", "version"])
    write_line(
        family=family,
        says="Assessment authorised by the manager",
        happened_on=on,
        slice="family_help.authorise_assessment",
        leads_to=address_of(held),
        is_significant=True,
        by=by,
    )
    waits_no_longer(held)
    if held.sent_by:
        says = f"The assessment you sent is authorised (family {family.pk})"
        tell(held.sent_by, says, leads_to=address_of(held))
    return held


@audited
def return_assessment(*, assessment: Assessment, returned_because: str, version: int, by: Worker) -> Assessment:
    """Back to being written, with what is still needed. The same permission and event as authorising: one decision."""
    held = _as_read(assessment, version)
    insist(may_answer(is_with_manager=held.state == Assessment.State.SENT, sent_by=held.sent_by_id, by=by.pk))
    sent_by = held.sent_by
    held.state, held.returned_because = Assessment.State.WRITING, returned_because
    held.sent_on, held.sent_by = None, None
    held.version += 1
    held.save(update_fields=["state", "returned_because", "sent_on", "sent_by", "version"])
    keep_edition(held, by=by)
    waits_no_longer(held)
    if sent_by:
        says = f"The assessment you sent is returned (family {held.family_id}): read what is still needed"
        tell(sent_by, says, leads_to=address_of(held))
    return held


def _as_read(assessment: Assessment, version: int) -> Assessment:
    """The assessment held, if it is still the one the manager read."""
    held = hold(assessment)
    if held.version != version:
        raise ChangedMeanwhile("This assessment was changed after you opened this page. Read it again, then decide.")
    return held
