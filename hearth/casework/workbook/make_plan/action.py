from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone

from hearth.casework.chronology.write import write_line
from hearth.casework.people.models import Family
from hearth.casework.workbook.models import Plan, Scale, Step
from hearth.casework.workbook.plan_content import PlanContent
from hearth.casework.workbook.queries import standing_plan
from hearth.casework.workbook.rules import may_set_review
from hearth.foundation.audit.audited import audited
from hearth.foundation.periods.words import moment_in_words
from hearth.foundation.refusals import ChangedMeanwhile, insist
from hearth.foundation.staff.models import Worker


@audited
def make_plan(*, family: Family, content: PlanContent, version: int, on: date, by: Worker) -> Plan:
    """A new version; the one before is superseded and stays. `version` is what the page was opened with, 0 for none."""
    Family.objects.select_for_update().get(pk=family.pk)
    before = standing_plan(family)
    if (before.version if before else 0) != version:
        raise ChangedMeanwhile(
            f"{before.made_by} changed the plan on {moment_in_words(before.made_at)}, after you opened this page. "
            "Nothing of yours is saved yet. See below what changed; save again if yours should stand."
            if before
            else "The plan was changed after you opened this page. Open it again."
        )
    insist(may_set_review(review_on=content.review_on, on=on))
    if before:
        Plan.objects.filter(pk=before.pk).update(superseded_at=timezone.now())
    plan = Plan.objects.create(
        family=family,
        made_on=on,
        made_by=by,
        version=version + 1,
        worries=content.worries,
        hopes=content.hopes,
        if_worse=content.if_worse,
        review_on=content.review_on,
        ring_name=content.ring_name,
        ring_role=content.ring_role,
        ring_phone=content.ring_phone,
    )
    _write_steps(plan, content, before)
    Scale.objects.bulk_create(
        Scale(
            plan=plan,
            position=place,
            label=each.label,
            spoke=each.spoke,
            now=each.now,
            wanted=each.wanted,
            lowest=each.lowest,
            highest=each.highest,
        )
        for place, each in enumerate(content.scales, 1)
    )
    write_line(
        family=family,
        says="The plan on a page was made"
        if version == 0
        else f"The plan on a page was changed (version {plan.version})",
        happened_on=on,
        slice="workbook.make_plan",
        leads_to=f"{reverse('workbook:see_plan', kwargs={'family': family.pk})}?version={plan.version}",
        by=by,
    )
    return plan


def _write_steps(plan: Plan, content: PlanContent, before: Plan | None) -> None:
    """A step that was done stays done in the next version."""
    earlier = {step.pk: step for step in before.steps.all()} if before else {}
    steps = []
    for place, each in enumerate(content.steps, 1):
        was = earlier.get(each.carried or 0)
        steps.append(
            Step(
                plan=plan,
                position=place,
                who=each.who,
                person_id=each.person,
                worker_id=each.worker,
                does=each.does,
                by_when=each.by_when,
                done_on=was.done_on if was else None,
                done_by_id=was.done_by_id if was else None,
            )
        )
    Step.objects.bulk_create(steps)
