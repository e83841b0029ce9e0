from __future__ import annotations

from datetime import date

from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import ChangedMeanwhile, Refusal, insist
from hearth.foundation.staff import queries, rules
from hearth.foundation.staff.models import Worker


def refusal(worker: Worker, role: str, *, on: date) -> Refusal | None:
    if found := rules.may_hold_role(role, worker.employer):
        return found
    if role == worker.role:
        return None
    return rules.may_lose_an_administrator(worker, other_administrators=queries.other_administrators(worker, on=on))


@audited
def change_role(*, worker: Worker, role: str, seen: str, on: date, by: Worker) -> Worker:
    queries.hold_administrators()
    held = Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    if held.role != seen:
        raise ChangedMeanwhile(f"Somebody else made {held.name} {held.role_title} while your page was open")
    insist(refusal(held, role, on=on))
    held.role = role
    held.save(update_fields=["role"])
    return held
