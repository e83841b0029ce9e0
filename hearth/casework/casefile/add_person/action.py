from __future__ import annotations

from datetime import date

from hearth.casework.chronology.write import write_line
from hearth.casework.people.models import Family, FamilyMembership, Person
from hearth.casework.people.opening import PersonFacts, join_family, record_person
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Worker


@audited
def add_person(
    *,
    family: Family,
    part: str,
    on: date,
    by: Worker,
    facts: PersonFacts | None = None,
    known: int | None = None,
    has_parental_responsibility: bool | None = None,
    lives_in_household: bool | None = None,
) -> FamilyMembership:
    """Somebody new by `facts`, or somebody `known` by number, becomes one of the family.

    `known` must be one whom the worker may open or was shown by the search among everybody: the page sees to it.
    """
    Family.objects.select_for_update().get(pk=family.pk)
    if known is not None and FamilyMembership.objects.filter(family=family, person=known, ends_on=None).exists():
        raise Refused("This person is already in the family")
    if facts is None and known is None:
        raise TypeError("somebody is new, or known")
    person = record_person(facts=facts, on=on, by=by) if facts else Person(pk=known)
    joined = join_family(
        family=family,
        person=person,
        part=part,
        starts_on=on,
        has_parental_responsibility=has_parental_responsibility,
        lives_in_household=lives_in_household,
    )
    person.refresh_from_db()  # a person known to the search can be seen from now on, by way of the family
    write_line(
        family=family,
        says=f"{person.first_name} was recorded as part of the family ({joined.get_part_display().lower()})",
        happened_on=on,
        slice="casefile.add_person",
        leads_to=f"/people/{person.pk}/see-person/",
        by=by,
    )
    return joined
