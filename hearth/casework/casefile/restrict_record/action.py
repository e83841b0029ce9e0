from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.db.models.functions import Now

from hearth.casework.chronology.write import write_line
from hearth.casework.people.models import Family
from hearth.casework.people.opening import grant
from hearth.foundation.audit.audited import audited
from hearth.foundation.staff.models import Grant, Restriction, Worker


@audited
def restrict_record(*, family: Family, why: str, named: Sequence[Worker], on: date, by: Worker) -> Family:
    """From now on only `named` and whoever restricts it may open the family. Said again, it changes who is named.

    The grants are written before the restriction, since nobody can restrict what they may not open.
    """
    Family.objects.select_for_update().get(pk=family.pk)
    wanted = {each.pk: each for each in (by, *named)}
    standing = Grant.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=Now()), record=family.pk, kind=Grant.Kind.NAMED
    )
    held = set(standing.values_list("worker", flat=True))
    for number, worker in wanted.items():
        if number not in held:
            grant(record=family.pk, why="Named on this restricted record", by=by, worker=worker, kind=Grant.Kind.NAMED)
    standing.exclude(worker__in=wanted).update(ends_at=Now())
    _, is_new = Restriction.objects.get_or_create(record=family.pk, defaults={"why": why, "made_by": by})
    write_line(
        family=family,
        says=f"The record was restricted to {len(wanted)} named: {why}" if is_new else "Who is named was changed",
        happened_on=on,
        slice="casefile.restrict_record",
        by=by,
    )
    return family
