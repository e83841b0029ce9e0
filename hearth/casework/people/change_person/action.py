from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from hearth.casework.people.models import Identifier, Person
from hearth.casework.people.opening import renew_likeness
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import ChangedMeanwhile, Refused
from hearth.foundation.staff.models import Worker

_FIELDS = {Identifier.Kind.NHS.value: "nhs_number", Identifier.Kind.UPN.value: "upn"}


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
        _write_number(standing, kind, value)
    renew_likeness(standing)
    return standing


def _write_number(person: Person, kind: str, value: str) -> None:
    held = person.identifiers.filter(kind=kind).first()
    if (held.value if held else "") == value:
        return
    if held and kind == Identifier.Kind.UPN:  # a pupil's old number is still asked for in returns
        held.kind = Identifier.Kind.FORMER_UPN
        held.save(update_fields=["kind"])
    elif held:
        held.delete()
    if not value:
        return
    try:
        with transaction.atomic():
            Identifier.objects.create(person=person, kind=kind, value=value)
    except IntegrityError:
        words = Identifier.Kind(kind).label
        raise Refused(
            f"{words} {value} is already on another record. Check it, or ask the data steward", field=_FIELDS[kind]
        ) from None
