from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from hearth.casework.people.models import Family, Person
from hearth.casework.people.opening import grant
from hearth.casework.people.queries import by_number, managers_to_tell
from hearth.foundation.audit.audited import audited
from hearth.foundation.council import council
from hearth.foundation.periods.words import moment_in_words
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.alerts import tell
from hearth.foundation.staff.models import Grant, Worker

NOT_OPENED = (
    "This number cannot be opened from here. Check the number. If it is right, ring the front-door manager: "
    "some records are open to named people alone"
)


@audited
def open_in_emergency(*, number: int, why: str, on: date, by: Worker) -> Family | Person:
    """Open a family or a person for hours, and tell the managers. Runs through the worker's eyes (`stepped_in`).

    The grant is written before anything is looked for, so that what the policies hide stays hidden: a restricted
    record, a contact and a number never given are answered alike, and the grant is undone.

    No line of the chronology: who reads is the audit's, and the family's page of readers tells it.
    """
    hours = council().sign_in.emergency_hours
    given = grant(record=number, why=why, by=by, worker=by, lasts=timedelta(hours=hours), kind=Grant.Kind.EMERGENCY)
    family, person = by_number(number)
    opened = family or person
    if opened is None:
        raise Refused(NOT_OPENED, field="number")
    until = moment_in_words(given.ends_at or timezone.now())
    page = f"/families/{number}/see-readers/" if family else f"/people/{number}/see-person/"
    for manager in managers_to_tell(number, by=by, roles=council().told.emergency_opening, on=on):
        tell(
            manager,
            f"{by.name} ({by.job_title or by.role_title}) opened record {number} in an emergency, until {until}. "
            "Look whether it was needed.",
            leads_to=page,
        )
    return opened
