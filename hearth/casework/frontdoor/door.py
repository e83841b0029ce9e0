"""The door to a contact: the front door opens those that are not restricted, others those they have a grant for.

As with a family, "closed to you" and "no such contact" are the same 404, and the read is written down.
"""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.http import Http404

from hearth.casework.frontdoor.models import Contact
from hearth.casework.people.door import Right, right_to_open
from hearth.foundation.audit.audited import write_read
from hearth.foundation.periods.rows import standing
from hearth.foundation.staff.models import Team, TeamMembership, Worker


def open_contact(worker: Worker, number: int, *, on: date) -> Contact:
    contact = (
        Contact.objects.filter(pk=number)
        .select_related("holder", "family", "received_by", "decided_by", "referrer", "referrer_team__organisation")
        .first()
    )
    right = _right(worker, contact, on=on) if contact else None
    if contact is None or right is None:
        raise Http404
    write_read(by=worker, record=contact.record_number, because=right.because, grant=right.grant or None)
    return contact


def front_door_team(worker: Worker, *, on: date) -> Team | None:
    """The front-door team a worker is in that day."""
    belongs = TeamMembership.objects.filter(standing(on), worker=worker)
    return Team.objects.filter(kind=Team.Kind.FRONT_DOOR, pk__in=belongs.values("team")).order_by("pk").first()


def is_at_front_door(worker: Worker, *, on: date) -> bool:
    return front_door_team(worker, on=on) is not None


def _right(worker: Worker, contact: Contact, *, on: date) -> Right | None:
    by_way_of = [contact.family_id] if contact.family_id else []
    granted = right_to_open(worker, contact.pk, by_way_of=by_way_of, on=on)
    if granted or any(_is_restricted(each) for each in (contact.pk, *by_way_of)) or not is_at_front_door(worker, on=on):
        return granted
    return Right(0, "Works at the front door")


def _is_restricted(record: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select hearth_restricted(%s)", [record])
        (found,) = cursor.fetchone()
    return bool(found)
