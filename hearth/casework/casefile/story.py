"""What an act on one person writes into the story of their family."""

from __future__ import annotations

from datetime import date

from hearth.casework.chronology.write import write_line
from hearth.casework.people.models import Family, Person
from hearth.foundation.periods.rows import standing
from hearth.foundation.staff.models import Worker


def write_in_families(
    *, person: Person, says: str, happened_on: date, slice: str, on: date, by: Worker, is_significant: bool = False
) -> None:
    """A line for each family they belong to on the day, as far as it is open to whoever acts."""
    for family in Family.objects.filter(pk__in=person.memberships.filter(standing(on)).values("family")):
        write_line(
            family=family,
            says=says,
            happened_on=happened_on,
            slice=slice,
            leads_to=f"/people/{person.pk}/see-person/",
            is_significant=is_significant,
            by=by,
        )
