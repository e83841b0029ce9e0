from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hearth.casework.chronology.write import write_line
from hearth.casework.people.models import Family, Person, Residence
from hearth.casework.people.opening import renew_likeness
from hearth.casework.people.protection import as_kept
from hearth.casework.people.queries import standing_protections
from hearth.casework.people.rules import may_move_together
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Worker


@audited
def move_home(
    *, family: Family, movers: Sequence[Person], address: str, postcode: str, moved_on: date, on: date, by: Worker
) -> Family:
    """Those who moved live there from `moved_on`; where they lived until then ends that day. The line says not where."""
    locked = {each.pk: each for each in Person.objects.select_for_update().filter(pk__in=[one.pk for one in movers])}
    people = [locked[each.pk] for each in movers]
    homes = list(Residence.objects.filter(person__in=people, ends_on__isnull=True))
    insist(
        may_move_together(
            {each.pk: each.first_name for each in people},
            homes={each.person_id: each.starts_on for each in homes},
            moved_on=moved_on,
            protections=[as_kept(each) for each in standing_protections(people, on=on)],
        )
    )
    Residence.objects.filter(pk__in=[each.pk for each in homes]).update(ends_on=moved_on)
    for person in people:
        Residence.objects.create(person=person, address=address, postcode=postcode, starts_on=moved_on)
        renew_likeness(person)
    write_line(
        family=family,
        says=f"{_and(each.first_name for each in people)} moved home",
        happened_on=moved_on,
        slice="casefile.move_home",
        leads_to=f"/families/{family.pk}/see-people/",
        by=by,
    )
    return family


def _and(names: object) -> str:
    *most, last = list(names)  # type: ignore[call-overload]
    return f"{', '.join(most)} and {last}" if most else str(last)
