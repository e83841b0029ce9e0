from __future__ import annotations

from datetime import date

from hearth.casework.workbook.models import Plan, Step
from hearth.casework.workbook.rules import may_finish
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Worker


@audited
def finish_step(*, plan: Plan, step: Step, done_on: date, on: date, by: Worker) -> Step:
    locked = Step.objects.select_for_update(of=("self", "plan")).select_related("plan").get(pk=step.pk)
    insist(may_finish(locked, locked.plan, done_on=done_on, on=on))
    locked.done_on = done_on
    locked.done_by = by
    locked.save(update_fields=["done_on", "done_by"])
    return locked
