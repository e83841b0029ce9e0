"""Named questions of what was brought in, and of the children who wait to be joined into families.

Asked through a worker's eyes: row-level security leaves out whatever is closed to them.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from hearth.casework.people.models import Family, FamilyMembership, Identifier, Person
from hearth.foundation.staff.models import Grant, Team
from hearth.governance.bring_in_records.models import Remark, Run

RUN_ORDERS = ("brought_at", "file_name", "state")
REMARK_ORDERS = ("line", "child", "field", "kind")
MOST_CHILDREN = 40


def runs(*, state: str = "", order: str = "-brought_at") -> QuerySet[Run]:
    """Newest first unless another order is asked for."""
    found = Run.objects.select_related("brought_by", "team").order_by(_order(order, RUN_ORDERS, "-brought_at"), "-pk")
    return found.filter(state=state) if state in Run.State.values else found


def run_numbered(number: uuid.UUID) -> Run | None:
    return Run.objects.filter(pk=number).select_related("brought_by", "team").first()


def is_being_read(sha256: str) -> bool:
    return Run.objects.filter(sha256=sha256, ended_at__isnull=True).exists()


def remarks_of(run: Run, *, kind: str = "", where: str = "", child: str = "", order: str = "line") -> QuerySet[Remark]:
    """`where` is a part of the item's name, `child` a part of the child's number."""
    found = run.remarks.order_by(_order(order, REMARK_ORDERS, "line"), "line", "pk")
    if kind in Remark.Kind.values:
        found = found.filter(kind=kind)
    if where:
        found = found.filter(field__icontains=where)
    return found.filter(child__icontains=child) if child else found


def _order(asked: str, allowed: Collection[str], otherwise: str) -> str:
    return asked if asked.removeprefix("-") in allowed else otherwise


@dataclass(frozen=True)
class ChildBroughtIn:
    """A child of a return, as the page of joining shows them."""

    person: Person
    number: str
    families: list[str] = field(default_factory=list)


def children_numbered(asked: str) -> list[ChildBroughtIn]:
    """Children by the numbers typed, whole or their beginning, several at once; nobody when nothing is typed."""
    words = re.findall(r"[^\s,;]+", asked)[:MOST_CHILDREN]
    matches = Q()
    for word in words:
        matches |= Q(value__istartswith=word)
    numbers = Identifier.objects.filter(matches, kind=Identifier.Kind.CHILD) if words else Identifier.objects.none()
    return _shown(numbers)


def _shown(numbers: QuerySet[Identifier]) -> list[ChildBroughtIn]:
    found = list(numbers.select_related("person").order_by(Lower("value"), "pk")[:MOST_CHILDREN])
    families: dict[int, list[str]] = {}
    standing = FamilyMembership.objects.filter(person__in=[each.person_id for each in found], ends_on__isnull=True)
    for person, name in standing.order_by("pk").values_list("person_id", "family__name"):
        families.setdefault(person, []).append(name)
    return [ChildBroughtIn(each.person, each.value, families.get(each.person_id, [])) for each in found]


def families_called(asked: str) -> list[Family]:
    """Those with the name or the number typed, as far as the worker may open them."""
    name = asked.strip().removesuffix(" family")
    is_number = name.isascii() and name.isdecimal() and len(name) < 16
    wanted = Q(name__iexact=name) | (Q(pk=int(name)) if is_number else Q())
    return list(Family.objects.filter(wanted).order_by("pk")[:MOST_CHILDREN]) if name else []


def teams_holding(records: Iterable[int], *, on: date) -> dict[int, frozenset[Team]]:
    """By child or family, the teams whose grant on it stands."""
    held: dict[int, set[Team]] = {record: set() for record in records}
    standing = Q(ends_at__isnull=True) | Q(ends_at__date__gt=on)
    for grant in Grant.objects.filter(standing, record__in=held, team__isnull=False).select_related("team"):
        if grant.team is not None:
            held[grant.record].add(grant.team)
    return {record: frozenset(teams) for record, teams in held.items()}
