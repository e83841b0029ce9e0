from __future__ import annotations

from datetime import date

from hearth.casework.chronology.write import write_line
from hearth.casework.people.models import FamilyMembership
from hearth.casework.people.rules import may_end_on
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import Refused, insist
from hearth.foundation.staff.models import Worker


@audited
def leave_family(*, membership: FamilyMembership, ends_on: date, why: str, by: Worker) -> FamilyMembership:
    """The membership ends; the person, what is recorded of them and what protects them stay."""
    standing = (
        FamilyMembership.objects.select_for_update(of=("self",))
        .select_related("person", "family")
        .get(pk=membership.pk)
    )
    if standing.ends_on is not None:
        raise Refused("This person has already left the family")
    insist(may_end_on(standing.starts_on, ends_on))
    standing.ends_on = ends_on
    standing.save(update_fields=["ends_on"])
    write_line(
        family=standing.family,
        says=f"{standing.person.first_name} is no longer part of the family: {why}",
        happened_on=ends_on,
        slice="casefile.leave_family",
        leads_to=f"/people/{standing.person_id}/see-person/",
        by=by,
    )
    return standing
