from __future__ import annotations

from datetime import date

from hearth.casework.caseload.models import Involvement
from hearth.casework.chronology.write import write_line
from hearth.casework.people.models import Family
from hearth.casework.people.opening import grant
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.alerts import tell
from hearth.foundation.staff.models import Grant, Restriction, Worker


@audited
def add_practitioner(*, family: Family, worker: Worker, part: str, on: date, by: Worker) -> Involvement:
    """Let somebody work beside the lead: they can open the record from now on."""
    Family.objects.select_for_update().get(pk=family.pk)
    if Involvement.objects.filter(family=family, worker=worker, ends_on__isnull=True).exists():
        raise Refused(f"{worker.name} works with this family already.")
    words = Involvement.Part(part).label
    is_restricted = Restriction.objects.filter(record=family.pk).exists()  # there, only those named open anything
    kind = Grant.Kind.NAMED if is_restricted else Grant.Kind.WORK
    given = grant(record=family.pk, why=words, by=by, worker=worker, kind=kind)
    made = Involvement.objects.create(family=family, worker=worker, part=part, starts_on=on, grant=given)
    says = f"You work with a family now (family {family.pk}): {words}"
    tell(worker, says, leads_to=f"/families/{family.pk}/see-family/")
    write_line(
        family=family,
        says=f"{worker.name} joined: {words}",
        happened_on=on,
        slice="caseload.add_practitioner",
        leads_to=f"/families/{family.pk}/see-team-around/",
        by=by,
    )
    return made
