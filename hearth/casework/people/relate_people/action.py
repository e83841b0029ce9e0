from __future__ import annotations

from hearth.casework.people.models import Family, Person, Relationship
from hearth.casework.people.queries import relationships_among
from hearth.casework.people.rules import may_relate
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Worker


@audited
def relate_people(*, family: Family, person: Person, to: Person, kind: str, by: Worker) -> Relationship:
    """`person` is the `kind` of `to`. `family` is where it is written from: the event hangs on it."""
    Family.objects.select_for_update().get(pk=family.pk)
    insist(
        may_relate(
            person=person.pk,
            to=to.pk,
            kind=kind,
            standing=[(each.person_id, each.to_id, each.kind) for each in relationships_among([person, to])],
            names={person.pk: person.first_name, to.pk: to.first_name},
        )
    )
    return Relationship.objects.create(person=person, to=to, kind=kind)
