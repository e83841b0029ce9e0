"""The one way a line comes into a chronology: an act writes it, in its own transaction."""

from __future__ import annotations

from datetime import date

from hearth.casework.chronology.models import Line
from hearth.casework.people.models import Family, Person
from hearth.foundation.staff.models import Worker


def write_line(
    *,
    says: str,
    happened_on: date,
    slice: str,
    by: Worker,
    family: Family | None = None,
    person: Person | None = None,
    leads_to: str = "",
    is_significant: bool = False,
) -> Line:
    """`says` is one sentence fit for a court's chronology; `leads_to` the address of the record it speaks of."""
    return Line.objects.create(
        family=family,
        person=person,
        happened_on=happened_on,
        says=says,
        slice=slice,
        leads_to=leads_to,
        is_significant=is_significant,
        written_by=by,
    )
