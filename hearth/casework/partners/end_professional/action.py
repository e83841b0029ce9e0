from __future__ import annotations

from datetime import date, timedelta

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
    return standing
