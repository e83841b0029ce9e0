from __future__ import annotations

from datetime import date

from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import ChangedMeanwhile, insist
from hearth.foundation.staff import queries
from hearth.foundation.staff.models import Worker


@audited
def change_role(*, worker: Worker, role: str, seen: str, on: date, by: Worker) -> Worker:
    queries.hold_administrators()
    held = Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    if held.role != seen:
        raise ChangedMeanwhile(f"Somebody else made {held.name} {held.role_title} while your page was open")
    insist(queries.why_not_role(held, role, on=on))
    held.role = role
    held.save(update_fields=["role"])
    return held
