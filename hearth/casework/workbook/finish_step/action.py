from __future__ import annotations

from datetime import date

from django.urls import reverse

from hearth.casework.chronology.write import write_line
from hearth.casework.people.models import Family
from hearth.casework.workbook.models import Plan, Step
from hearth.casework.workbook.rules import may_finish
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Worker


@audited
def finish_step(*, plan: Plan, step: Step, done_on: date, on: date, by: Worker) -> Step:
    """The family is locked as for a changed plan, which copies what is done: one waits for the other."""
    family = Family.objects.select_for_update().get(pk=plan.family_id)
    locked = Step.objects.select_for_update(of=("self", "plan")).select_related("plan").get(pk=step.pk)
    insist(may_finish(locked, locked.plan, done_on=done_on, on=on))
    locked.done_on = done_on
    locked.done_by = by
    locked.save(update_fields=["done_on", "done_by"])
    write_line(
        family=family,
        says=f"Step of the plan done: {locked.who}",
        happened_on=done_on,
        slice="workbook.finish_step",
        leads_to=f"{reverse('workbook:see_plan', kwargs={'family': family.pk})}?version={locked.plan.version}",
        by=by,
    )
    return locked
