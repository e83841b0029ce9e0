"""The door to a record. There is no other way to hold a person or a family on a page.

It checks, writes the read down with the right by which it was opened, and answers 404 alike for "closed to you" and
"no such record". Row-level security has already hidden what is closed: this wall asks again, and says why it may.

What was opened in an emergency is held by the pages that read and that record a visit (`roles.IN_AN_EMERGENCY`): any
other page refuses, and the database takes no change of people, protections, restrictions or grants.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.http import Http404

from hearth.casework.people.models import Family, FamilyMembership, Person
from hearth.foundation.audit.audited import page_at_work, write_read
from hearth.foundation.periods.rows import standing
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Grant, Worker
from hearth.foundation.staff.roles import is_for_emergencies

NOT_IN_AN_EMERGENCY = (
    "You opened this record in an emergency: you may read it and record a visit, and change nothing else. "
    "Ask whoever holds it, or their manager"
)


@dataclass(frozen=True)
class Right:
    """By what right a record is open: the grant's number and its words."""

    grant: int
    because: str
    is_emergency: bool = False


_RIGHTS = """
select g.id, g.why, g.kind = %s from staff_grant g
 where g.record = any(%s)
   and (g.worker_id = %s or g.team_id in (
        select m.team_id from staff_teammembership m
         where m.worker_id = %s and m.starts_on <= %s and (m.ends_on is null or m.ends_on > %s)))
   and g.starts_at <= statement_timestamp() and (g.ends_at is null or g.ends_at > statement_timestamp())
   and (g.kind = 'named' or not exists (select 1 from staff_restriction r where r.record = g.record))
   and ((g.kind = 'named' and g.record = %s) or not exists (select 1 from staff_restriction r where r.record = %s))
 order by (g.kind = %s), (g.record = %s) desc, (g.worker_id is not null) desc, g.id desc limit 1
"""


def right_to_open(worker: Worker, record: int, *, by_way_of: list[int] | None = None, on: date) -> Right | None:
    """The best right the worker has to a record now: a grant on it, or on a family (`by_way_of`) it belongs to.

    An emergency's is the last of all: to open what one holds anyway takes nothing away.
    """
    emergency, records = Grant.Kind.EMERGENCY.value, [record, *(by_way_of or [])]
    with connection.cursor() as cursor:
        cursor.execute(_RIGHTS, [emergency, records, worker.pk, worker.pk, on, on, record, record, emergency, record])
        row = cursor.fetchone()
    return Right(*row) if row else None


def open_person(worker: Worker, number: int, *, on: date) -> Person:
    """The person, or 404: by a grant on them, or on a family they are in that day. The read is written down."""
    families = list(FamilyMembership.objects.filter(standing(on), person=number).values_list("family", flat=True))
    right = right_to_open(worker, number, by_way_of=families, on=on)
    person = Person.objects.filter(pk=number).first() if right else None
    if right is None or person is None:
        raise Http404
    _only_what_an_emergency_allows(worker, right)
    write_read(by=worker, record=person.record_number, because=right.because, grant=right.grant)
    return person


def open_family(worker: Worker, number: int, *, on: date) -> Family:
    """The family, or 404. The read is written down."""
    right = right_to_open(worker, number, on=on)
    family = Family.objects.filter(pk=number).first() if right else None
    if right is None or family is None:
        raise Http404
    _only_what_an_emergency_allows(worker, right)
    write_read(by=worker, record=family.record_number, because=right.because, grant=right.grant)
    return family


def _only_what_an_emergency_allows(worker: Worker, right: Right) -> None:
    """The page refuses, unless it is one of those; and offers nothing that would."""
    worker.is_in_an_emergency = right.is_emergency
    if right.is_emergency and not is_for_emergencies(page_at_work.get()):
        raise Refused(NOT_IN_AN_EMERGENCY)
