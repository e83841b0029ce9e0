from __future__ import annotations

from datetime import date

from django.utils import timezone

from hearth.casework.family_help.keep import hold_to_write
from hearth.casework.family_help.models import Assessment, View
from hearth.casework.family_help.queries import standing_view
from hearth.casework.people.models import Person
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import ChangedMeanwhile
from hearth.foundation.staff.models import Worker


@audited
def record_view(
    *,
    assessment: Assessment,
    person: Person,
    says: str,
    how_told: str,
    told_on: date,
    not_heard_because: str,
    began_from: int | None,
    by: Worker,
) -> Assessment:
    """What somebody told us, or why we could not hear them. An earlier view is superseded, never overwritten."""
    held = hold_to_write(assessment)
    stands = standing_view(held, person.pk)
    if began_from != (stands.pk if stands else None):
        raise ChangedMeanwhile("Somebody else recorded their views after you opened this page. Both texts are below.")
    if stands:
        View.objects.filter(pk=stands.pk).update(superseded_at=timezone.now())
    View.objects.create(
        assessment=held,
        person=person,
        says=says,
        how_told=how_told,
        told_on=told_on,
        not_heard_because=not_heard_because,
        written_by=by,
    )
    return held
