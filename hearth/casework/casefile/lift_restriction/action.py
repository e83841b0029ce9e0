from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.db.models.functions import Now

from hearth.casework.chronology.write import write_line
from hearth.casework.people.models import Family
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Grant, Restriction, Worker


@audited
def lift_restriction(*, family: Family, why: str, on: date, by: Worker) -> Family:
    """The pod's and the practitioners' own grants open the family again; those of the named end."""
    lifted, _ = Restriction.objects.filter(record=family.pk).delete()
    if not lifted:
        raise Refused("This record is not restricted")
    write_line(
        family=family,
        says=f"The record is no longer restricted: {why}",
        happened_on=on,
        slice="casefile.lift_restriction",
        by=by,
    )
    Grant.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=Now()), record=family.pk, kind=Grant.Kind.NAMED
    ).update(ends_at=Now())
    return family
