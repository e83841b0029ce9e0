"""What the front door's decisions leave owed to families: the strategy discussion, until somebody records that it was held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from hearth.casework.caseload.models import Allocation, Involvement
from hearth.casework.family_help.due import DueItem
from hearth.casework.frontdoor.models import Contact, PersonTold
from hearth.casework.frontdoor.rules import discussion_state
from hearth.casework.people.models import Family
from hearth.foundation.periods.clocks import ClockState
from hearth.foundation.periods.rows import standing
from hearth.foundation.staff.models import TeamMembership, Worker

HOLD_DISCUSSION = "Hold the strategy discussion"
RECORD_DISCUSSION = "frontdoor.record_discussion"


@dataclass(frozen=True)
class OwedAtOnce(DueItem):
    """Owed before everything else, whatever is due sooner. Its page is the contact's, which names no family."""

    @property
    def href(self) -> str:
        return reverse(self.page, kwargs=dict(self.at))


@dataclass(frozen=True)
class Discussion:
    """A strategy discussion that waits for somebody, and whom it is about: the family, where it is open to them."""

    about: str
    due_on: date
    state: ClockState
    href: str


def due_for(families: Iterable[Family], *, on: date) -> list[DueItem]:
    """The strategy discussions owed to the families. One statement."""
    found = {int(family.pk): family for family in families}
    owed = _owed().filter(family__any=found).values_list("pk", "family", "discussion_due_on")
    return [_item(contact, found[family], due_on, on) for contact, family, due_on in owed if due_on and family]


def waiting_for(worker: Worker, *, on: date) -> list[Discussion]:
    """Those that wait for the worker: the lead, the managers of the pod that holds the family, the front door's managers,
    and whoever holds the contact there. Two statements at the most; none for whoever may not record one."""
    if not worker.may(RECORD_DISCUSSION):
        return []
    people = Prefetch("people", PersonTold.objects.order_by("position"))
    owed = _owed().select_related("family").prefetch_related(people)
    if not worker.may("frontdoor.decide"):
        owed = owed.filter(Q(holder=worker) | Q(family__in=_led_by(worker, on)) | Q(family__in=_managed_by(worker, on)))
    return [_discussion(contact, on) for contact in owed]


def _owed() -> QuerySet[Contact]:
    return Contact.objects.filter(discussion_due_on__isnull=False).order_by("discussion_due_on", "pk")


def _led_by(worker: Worker, on: date) -> QuerySet[Involvement, Any]:
    return Involvement.objects.filter(standing(on), worker=worker, part=Involvement.Part.LEAD).values("family")


def _managed_by(worker: Worker, on: date) -> QuerySet[Allocation, Any]:
    teams = TeamMembership.objects.filter(standing(on), worker=worker, worker__role="pod_manager").values("team")
    return Allocation.objects.filter(standing(on), team__in=teams).values("family")


def _item(contact: int, family: Family, due_on: date, on: date) -> DueItem:
    return OwedAtOnce(
        *(HOLD_DISCUSSION, family, due_on, discussion_state(due_on, on), RECORD_DISCUSSION.replace(".", ":")),
        at={"contact": contact},
        is_waited_for=True,
    )


def _discussion(contact: Contact, on: date) -> Discussion:
    children = ", ".join(told.name for told in contact.people.all() if told.is_child)
    due_on = contact.discussion_due_on or on
    return Discussion(
        about=str(contact.family) if contact.family else children or contact.reference,
        due_on=due_on,
        state=discussion_state(due_on, on),
        href=reverse("frontdoor:record_discussion", kwargs={"contact": contact.pk}),
    )
