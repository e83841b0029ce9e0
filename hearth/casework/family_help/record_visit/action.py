from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hearth.casework.chronology.write import write_line
from hearth.casework.family_help.models import SeenOnVisit, Visit
from hearth.casework.family_help.rules import may_record_visit, named
from hearth.casework.people.models import Family, Person
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Worker


@dataclass(frozen=True)
class Sight:
    """One child as seen on a visit."""

    child: Person
    alone: bool = False
    bedroom: bool = False


@audited
def record_visit(
    *, family: Family, visited_on: date, says: str, home_seen: bool, seen: Sequence[Sight], on: date, by: Worker
) -> Visit:
    """One visit, told once, counted for every child seen."""
    insist(may_record_visit(visited_on=visited_on, on=on))
    visit = Visit.objects.create(family=family, visited_on=visited_on, says=says, home_seen=home_seen, written_by=by)
    SeenOnVisit.objects.bulk_create(
        [SeenOnVisit(visit=visit, child=one.child, seen_alone=one.alone, bedroom_seen=one.bedroom) for one in seen]
    )
    names = [one.child.first_name for one in seen]
    write_line(
        family=family,
        says=f"Visit: {named(names)} seen" if names else "Visit: no child was seen",
        happened_on=visited_on,
        slice="family_help.record_visit",
        leads_to=f"/families/{family.pk}/see-visits/?visit={visit.pk}#visit-{visit.pk}",
        by=by,
    )
    return visit
