from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hearth.casework.frontdoor.known import keep_best_match, who_may_be_known
from hearth.casework.frontdoor.models import Contact, PersonTold
from hearth.casework.frontdoor.queries import told_in
from hearth.foundation.audit.audited import audited
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.second_wall import next_record


@audited
def record_contact(*, told: Mapping[str, Any], people: Sequence[Mapping[str, Any]], by: Worker) -> Contact:
    """A contact taken by telephone, held by whoever took it. `told` and `people` are fields of Contact and PersonTold."""
    contact = Contact.objects.create(id=next_record(), received_by=by, holder=by, **told)
    PersonTold.objects.bulk_create(
        PersonTold(contact=contact, position=position, **person) for position, person in enumerate(people, 1)
    )
    keep_best_match(contact, who_may_be_known(contact, told_in(contact)))
    return contact
