from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import F
from django.db.models.functions import Greatest

from hearth.foundation.audit.audited import audited
from hearth.foundation.periods.rows import not_over
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import TeamMembership, Worker


@audited
def move_worker(*, worker: Worker, leaves: Sequence[int], joins: int | None, on: date, by: Worker) -> Worker:
    """Leave some teams and join one, on one day. `leaves` are the numbers of memberships."""
    held = Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    ending = held.memberships.filter(pk__in=leaves, ends_on__isnull=True)
    if ending.update(ends_on=Greatest(F("starts_on"), on)) != len(set(leaves)):
        raise Refused(f"Somebody else moved {held.name} while your page was open")
    if joins:
        if held.memberships.filter(not_over(on), team=joins).exists():
            raise Refused(f"{held.name} is in that team already")
        TeamMembership.objects.create(worker=held, team_id=joins, starts_on=on, ends_on=held.ends_on)
    return held
