from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearth.casework.people.models import Person
from hearth.casework.people.opening import renew_likeness, write_number
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import ChangedMeanwhile
from hearth.foundation.staff.models import Worker


@audited
def change_person(
    *, person: Person, version: int, facts: Mapping[str, Any], by: Worker, numbers: Mapping[str, str] | None = None
) -> Person:
    """Write `facts` (fields of Person) and `numbers` (kind to value) over the record of that `version`."""
    standing = Person.objects.select_for_update().get(pk=person.pk)
    if standing.version != version:
        raise ChangedMeanwhile("Somebody else changed this record after you opened the page")
    for name, value in facts.items():
        setattr(standing, name, value)
    standing.version += 1
    standing.save(update_fields=[*facts, "version"])
    for kind, value in (numbers or {}).items():
        write_number(standing, kind, value)
    renew_likeness(standing)
    return standing
