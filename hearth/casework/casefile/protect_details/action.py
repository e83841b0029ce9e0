from __future__ import annotations

from datetime import date

from hearth.casework.casefile.story import write_in_families
from hearth.casework.people.models import Person, Protection
from hearth.casework.people.protection import as_kept
from hearth.casework.people.queries import standing_protections
from hearth.casework.people.rules import may_protect
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Worker


@audited
def protect_details(
    *, person: Person, kept_from: Person | None, covers: str, why: str, on: date, by: Worker
) -> Protection:
    """From `on`, keep the person's details from somebody (None: from everybody outside).

    The chronology's line says that there is a protection, and neither of what, nor from whom, nor why.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    insist(
        may_protect(
            person=person.pk,
            kept_from=kept_from.pk if kept_from else None,
            covers=covers,
            standing=[as_kept(each) for each in standing_protections([person], on=on)],
        )
    )
    made = Protection.objects.create(
        person=person, kept_from=kept_from, covers=covers, why=why, starts_on=on, made_by=by
    )
    write_in_families(
        person=person,
        says=f"{person.first_name}'s details were protected",
        happened_on=on,
        slice="casefile.protect_details",
        on=on,
        by=by,
    )
    return made
