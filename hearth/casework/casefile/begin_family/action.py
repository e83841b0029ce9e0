from __future__ import annotations

from datetime import date

from hearth.casework.chronology.write import write_line
from hearth.casework.family_help.opening import give_family
from hearth.casework.people.models import Family, FamilyMembership, Person
from hearth.casework.people.opening import begin_family as make_family
from hearth.casework.people.opening import grant, join_family
from hearth.casework.people.queries import standing_grants
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Worker


@audited
def begin_family(*, child: Person, name: str, on: date, by: Worker) -> Family:
    """A family for a child brought in alone. Whoever may open the child may open the family; open help joins it."""
    person = Person.objects.select_for_update().get(pk=child.pk)
    if FamilyMembership.objects.filter(person=person, ends_on__isnull=True).exists():
        raise Refused("This child already belongs to a family")
    family = make_family(name=name, by=by)
    for held in standing_grants(person.pk):
        if held.worker_id != by.pk:
            grant(record=family.pk, why=held.why, by=by, worker=held.worker, team=held.team)
    join_family(family=family, person=person, part=FamilyMembership.Part.CHILD, starts_on=on)
    give_family(people=[person], family=family)
    write_line(
        family=family,
        says=f"The family's record was begun for {person.first_name}",
        happened_on=on,
        slice="casefile.begin_family",
        by=by,
    )
    return family
