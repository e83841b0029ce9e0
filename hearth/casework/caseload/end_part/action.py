from __future__ import annotations

from datetime import date

from django.utils import timezone

from hearth.casework.caseload.models import Involvement
from hearth.casework.caseload.rules import may_end
from hearth.casework.chronology.write import write_line
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Grant, Worker


@audited
def end_part(*, part: Involvement, because: str, on: date, by: Worker) -> Involvement:
    """End somebody's part, and their own grant with it. What their pod holds stays open to the pod."""
    insist(may_end(Involvement.objects.select_for_update().get(pk=part.pk)))
    part.ends_on, part.why_ended = max(on, part.starts_on), because  # of a day that is none, when it began today
    part.save(update_fields=["ends_on", "why_ended"])
    write_line(
        family=part.family,
        says=f"{part.worker.name}'s part ended: {because}",
        happened_on=on,
        slice="caseload.end_part",
        leads_to=f"/families/{part.family_id}/see-team-around/",
        by=by,
    )
    Grant.objects.filter(pk=part.grant_id).update(ends_at=timezone.now())
    return part
