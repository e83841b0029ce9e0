from __future__ import annotations

from datetime import date

from hearth.casework.casefile.story import write_in_families
from hearth.casework.people.models import Protection
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Worker


@audited
def end_protection(*, protection: Protection, why: str, on: date, by: Worker) -> Protection:
    standing = Protection.objects.select_for_update(of=("self",)).select_related("person").get(pk=protection.pk)
    if standing.ends_on is not None:
        raise Refused("This protection has already been ended")
    standing.ends_on, standing.ended_by, standing.why_ended = on, by, why
    standing.save(update_fields=["ends_on", "ended_by", "why_ended"])
    write_in_families(
        person=standing.person,
        says=f"A protection of {standing.person.first_name}'s details was ended",
        happened_on=on,
        slice="casefile.end_protection",
        on=on,
        by=by,
    )
    return standing
