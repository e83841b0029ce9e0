"""Named questions a partner's pages ask. What the front door thinks, checks or matches is in none of the answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.http import Http404

from hearth.casework.frontdoor.models import Attachment, Check, Contact, PersonTold
from hearth.casework.frontdoor.rules import decision_due_at, is_open_at
from hearth.casework.people.door import right_to_open
from hearth.foundation.audit.audited import write_read
from hearth.foundation.council import closure_days, council
from hearth.foundation.council.choices import FrontDoor
from hearth.foundation.periods.rows import standing
from hearth.foundation.staff.models import Team, Worker

SORTS: dict[str, tuple[Any, ...]] = {
    "sent": ("received_at", "id"),
    "-sent": ("-received_at", "-id"),
    "told": (F("told_referrer_at").asc(nulls_last=True), "-id"),
    "-told": (F("told_referrer_at").desc(nulls_last=True), "-id"),
}
WAITING = "waiting"


def partner_teams(worker: Worker, *, on: date) -> list[Team]:
    """The partners' teams somebody is in, which they may refer and answer for."""
    return list(_teams_of(worker, on).filter(kind=Team.Kind.PARTNER).select_related("organisation").order_by("name"))


def our_referrals(worker: Worker, *, on: date, outcome: str = "", sort: str = "-sent") -> QuerySet[Contact]:
    """What the worker's teams sent. A decision the referrer has not been told of counts as waiting."""
    sent = (
        Contact.objects.filter(referrer_team__in=_teams_of(worker, on))
        .select_related("referrer")
        .prefetch_related(Prefetch("people", PersonTold.objects.order_by("position")))
        .order_by(*SORTS.get(sort, SORTS["-sent"]))
    )
    if outcome == WAITING:
        return sent.filter(told_referrer_at__isnull=True)
    return sent.filter(outcome=outcome, told_referrer_at__isnull=False) if outcome else sent


def open_our_referral(worker: Worker, number: int, *, on: date) -> Contact:
    """A referral of the worker's own team, or 404. The read is written down."""
    right = right_to_open(worker, number, on=on)
    found = (
        Contact.objects.filter(pk=number, referrer_team__in=_teams_of(worker, on))
        .select_related("referrer")
        .prefetch_related(Prefetch("people", PersonTold.objects.order_by("position")), "attachments")
        .first()
        if right
        else None
    )
    if right is None or found is None:
        raise Http404
    write_read(by=worker, record=found.pk, because=right.because, grant=right.grant)
    return found


def our_checks(worker: Worker, *, on: date, answered: bool) -> QuerySet[Check]:
    """What the worker's teams were asked: the soonest due first, or the latest answered first."""
    checks = Check.objects.filter(team__in=_teams_of(worker, on)).select_related("answered_by", "asked_by")
    if answered:
        return checks.exclude(answer="").order_by("-answered_at", "-id")
    return checks.filter(answer="").order_by("due_at", "id")


def open_our_check(worker: Worker, number: int, *, on: date) -> Check:
    """A check asked of the worker's own team, or 404; nobody else is at it until this page has answered.

    The read is written down under the contact it belongs to, which the agency itself cannot open.
    """
    check = Check.objects.filter(pk=number, team__in=_teams_of(worker, on)).select_for_update(of=("self",)).first()
    if check is None:
        raise Http404
    write_read(by=worker, record=check.contact_id, because=f"{check.reference} was asked of their team")
    return check


def people_asked_about(checks: list[Check]) -> dict[int, list[PersonTold]]:
    """For each check, who it is about, in the order told of."""
    wanted = {number for check in checks for number in check.about}
    people = PersonTold.objects.filter(pk__in=wanted).order_by("position")
    found = {person.pk: person for person in people}
    return {check.pk: [person for number, person in found.items() if number in check.about] for check in checks}


def decide_by(contact: Contact) -> datetime:
    return decision_due_at(contact.received_at, council().front_door, closure_days())


def attachment_numbered(number: int) -> Attachment | None:
    """As the second wall lets the worker see it: ask the contact's door before giving it out."""
    return Attachment.objects.filter(pk=number).first()


def _teams_of(worker: Worker, on: date) -> QuerySet[Team]:
    memberships = worker.memberships.filter(standing(on))
    return Team.objects.filter(pk__in=memberships.values("team"))


@dataclass(frozen=True)
class Ring:
    """The front door's hours and numbers, and whether its own number is answered now."""

    phone: str
    out_of_hours_phone: str
    opens: str
    closes: str
    is_open: bool


def whom_to_ring(now: datetime) -> Ring:
    door = _front_door_to_ring()
    return Ring(
        phone=door.phone,
        out_of_hours_phone=door.out_of_hours_phone,
        opens=door.opens,
        closes=door.closes,
        is_open=is_open_at(now, door, closure_days()),
    )


def _front_door_to_ring() -> FrontDoor:
    """As `hearth.toml` says, else with the telephone of the front-door team."""
    door = council().front_door
    if door.phone:
        return door
    team = Team.objects.filter(kind=Team.Kind.FRONT_DOOR, ends_on__isnull=True).exclude(phone="").order_by("pk").first()
    return replace(door, phone=team.phone) if team else door
