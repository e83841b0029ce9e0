from __future__ import annotations

from datetime import date

from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff import queries, rules
from hearth.foundation.staff.models import Organisation, Worker


@audited
def end_organisation(*, organisation: Organisation, on: date, by: Worker) -> Organisation:
    """Its teams end with it."""
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    insist(rules.may_end_organisation(held, people=queries.people_of(held, on=on), on=on))
    held.ends_on = on
    held.save(update_fields=["ends_on"])
    held.teams.filter(ends_on__isnull=True).update(ends_on=on)
    return held
