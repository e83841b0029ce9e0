"""What the front door owes, for the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from hearth.casework.frontdoor.closures import closure_days
from hearth.casework.frontdoor.door import is_at_front_door
from hearth.casework.frontdoor.models import Check, Contact
from hearth.casework.frontdoor.queries import contacts_to_list, from_whom, waiting_contacts
from hearth.casework.frontdoor.rules import clock_look
from hearth.foundation.council import council
from hearth.foundation.staff.models import Worker


@dataclass(frozen=True)
class Due:
    """Something to do by a moment. `state` is how its clock is drawn: overdue, due_soon (today) or on_time."""

    title: str
    about: str
    due_at: datetime
    href: str
    state: str
    waits_on_others: bool = False


def due_for(worker: Worker, on: datetime) -> list[Due]:
    """The contacts a worker holds and those nobody holds, and the checks asked about theirs, first due first.

    A manager sees every contact waiting: each waits for their decision. Four statements, whatever the number.
    """
    if not worker.may("frontdoor.queue") or not is_at_front_door(worker, on=timezone.localtime(on).date()):
        return []
    decides = worker.may("frontdoor.decide")
    waiting = [
        each
        for each in waiting_contacts(council().front_door, closure_days())
        if decides or each.holder in (worker.pk, None)
    ]
    contacts = contacts_to_list([each.contact for each in waiting])
    decisions = [
        Due(
            title="Decide" if decides else "Prepare for a decision" if each.holder else "Take",
            about=_about(contacts[each.contact]),
            due_at=each.clock.due_at,
            href=_page(each.contact),
            state=clock_look(each.clock.due_at, on, closures=closure_days()),
        )
        for each in waiting
        if each.contact in contacts
    ]
    return sorted([*decisions, *_checks(worker, on)], key=lambda due: due.due_at)


def _checks(worker: Worker, on: datetime) -> list[Due]:
    asked = (
        Check.objects.filter(Q(contact__holder=worker) | Q(asked_by=worker), answer="", contact__outcome="")
        .select_related("organisation", "contact")
        .order_by("due_at", "pk")
    )
    return [
        Due(
            title=f"Check from {check.organisation}",
            about=check.contact.reference,
            due_at=check.due_at,
            href=_page(check.contact_id),
            state=clock_look(check.due_at, on, closures=closure_days()),
            waits_on_others=True,
        )
        for check in asked
    ]


def _about(contact: Contact) -> str:
    children = ", ".join(told.name for told in contact.people.all() if told.is_child)
    return f"{children or contact.reference}, from {from_whom(contact)}"


def _page(contact: int) -> str:
    return f"/front-door/{contact}/see-contact/"
