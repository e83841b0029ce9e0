from __future__ import annotations

from datetime import date

from hearth.casework.chronology.write import write_line
from hearth.casework.people.models import Person
from hearth.casework.people.opening import renew_likeness
from hearth.casework.people.queries import families_of
from hearth.casework.people.rules import is_likely_birth, may_record_birth
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Worker


@audited
def record_birth(
    *, child: Person, born_on: date, known_as: str, family_name: str, sex: str, by: Worker, given_names: str = ""
) -> Person:
    """The expected date gives way to the birth date, once. Everything recorded before the birth stays."""
    person = Person.objects.select_for_update().get(pk=child.pk)
    insist(may_record_birth(born_on=person.born_on, expected_on=person.expected_on))
    assert person.expected_on is not None
    insist(is_likely_birth(born_on=born_on, expected_on=person.expected_on))
    # A return of a day before the birth still tells of a child who was expected.
    person.born_on, person.expected_on, person.was_expected_on = born_on, None, person.expected_on
    person.known_as, person.given_names, person.family_name, person.sex = known_as, given_names, family_name, sex
    person.version += 1
    person.save(
        update_fields=[
            *("born_on", "expected_on", "was_expected_on"),
            *("known_as", "given_names", "family_name", "sex", "version"),
        ]
    )
    renew_likeness(person)
    for family in families_of(person):
        write_line(
            family=family,
            says=f"{person.first_name} was born",
            happened_on=born_on,
            slice="casefile.record_birth",
            leads_to=f"/people/{person.pk}/see-person/",
            is_significant=True,
            by=by,
        )
    return person
