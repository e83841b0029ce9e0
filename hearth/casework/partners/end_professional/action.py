from __future__ import annotations

from datetime import date, timedelta

from hearth.casework.chronology.write import write_line
from hearth.casework.partners.models import Professional
from hearth.casework.partners.rules import may_end
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Worker


@audited
def end_professional(*, professional: Professional, last_on: date, by: Worker) -> Professional:
    standing = Professional.objects.select_for_update().get(pk=professional.pk)
    insist(may_end(starts_on=standing.starts_on, ends_on=standing.ends_on, last_on=last_on))
    standing.ends_on = last_on + timedelta(days=1)
    standing.save(update_fields=["ends_on"])
    write_line(
        family=standing.family,
        says="A professional left the team around the family",
        happened_on=last_on,
        slice="partners.end_professional",
        leads_to=f"/families/{standing.family_id}/see-team-around/",
        by=by,
    )
    return standing
