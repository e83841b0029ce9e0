from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from hearth.casework.caseload.models import Allocation, Involvement
from hearth.casework.caseload.rules import may_be_allocated, usual_part
from hearth.casework.chronology.write import write_line
from hearth.casework.people.models import Family
from hearth.casework.people.opening import grant
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff.alerts import tell
from hearth.foundation.staff.models import Grant, Team, Worker


@audited
def allocate_family(
    *, family: Family, team: Team, lead: Worker, beside: Sequence[Worker], on: date, by: Worker
) -> Allocation:
    """Give the family to a pod: what was held before ends, grants are written, those who come are told.

    Two managers at once wait for each other: the later allocation is the one that stands.
    """
    insist(may_be_allocated(team, lead, beside, on=on))
    Family.objects.select_for_update().get(pk=family.pk)
    earlier = list(Allocation.objects.filter(family=family, ends_on__isnull=True))
    parts = list(Involvement.objects.filter(family=family, ends_on__isnull=True))
    ended = [each.grant_id for each in (*earlier, *parts)]
    for each in (*earlier, *parts):
        _end(each, on=on, because=f"Allocated to {team.name}")
    given = grant(record=family.pk, why=f"Held by {team.name}", by=by, team=team)
    allocation = Allocation.objects.create(family=family, team=team, starts_on=on, grant=given, allocated_by=by)
    for worker in (lead, *beside):
        part = Involvement.Part.LEAD if worker == lead else usual_part(worker)
        own = grant(record=family.pk, why=part.label, by=by, worker=worker)
        Involvement.objects.create(family=family, worker=worker, part=part, starts_on=on, grant=own)
        tell(worker, f"A family is allocated to you: {part.label}", leads_to=f"/families/{family.pk}/see-family/")
    write_line(
        family=family,
        says=f"Allocated to {team.name}: {lead.name} leads",
        happened_on=on,
        slice="caseload.allocate_family",
        leads_to=f"/families/{family.pk}/see-team-around/",
        by=by,
    )
    Grant.objects.filter(pk__in=ended).update(ends_at=timezone.now())
    waiting = Grant.objects.filter(record=family.pk, team__kind=Team.Kind.FRONT_DOOR, kind=Grant.Kind.WORK)
    waiting.filter(starts_at__lte=timezone.now()).exclude(ends_at__lte=timezone.now()).update(ends_at=timezone.now())
    return allocation


def _end(held: Allocation | Involvement, *, on: date, because: str) -> None:
    """Ended today; one that began today as well was a mistake of today and leaves no period behind."""
    if held.starts_on >= on:
        held.delete()
        return
    held.ends_on, held.why_ended = on, because
    held.save(update_fields=["ends_on", "why_ended"])
