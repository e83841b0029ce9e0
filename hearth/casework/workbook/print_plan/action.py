from __future__ import annotations

from datetime import date

from django.urls import reverse

from hearth.casework.chronology.write import write_line
from hearth.casework.people.models import Family
from hearth.casework.workbook.models import CopyMade, Plan
from hearth.casework.workbook.plan_document import PlanTooLong, make_pdf
from hearth.casework.workbook.queries import Recipient, copy_for, standing_plan
from hearth.casework.workbook.rules import may_answer_for, may_be_printed
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import ChangedMeanwhile, Refused, insist
from hearth.foundation.staff.models import Worker


@audited
def print_plan(*, plan: Plan, recipient: Recipient, on: date, by: Worker) -> CopyMade:
    """Write down that a copy is made. What may be told is asked again here, whatever the page showed before."""
    Family.objects.select_for_update().get(pk=plan.family_id)
    now = standing_plan(plan.family)
    if now is None or now.pk != plan.pk:
        raise ChangedMeanwhile(
            "The plan was changed after you opened this page. Look at the copy again before printing."
        )
    made = copy_for(now, recipient, on=on)
    if recipient.because:
        insist(may_answer_for(recipient.name, made.may_be))
        if made.is_strictest:
            raise ChangedMeanwhile(
                "More is kept from somebody since you said why they may have it. Look at the copy again."
            )
    insist(may_be_printed(made.copy, recipient.name))
    try:
        make_pdf(made.page)
    except PlanTooLong as too_long:
        raise Refused(str(too_long)) from too_long
    copy = CopyMade.objects.create(
        plan=now,
        made_for=recipient.person,
        made_for_name=recipient.name,
        made_for_agency=recipient.agency,
        given_because=recipient.because if made.kept_from else "",
        given_despite=list(made.despite) if recipient.because else [],
        left_out=len(made.copy.left_out),
        made_by=by,
    )
    write_line(
        family=now.family,
        says=f"A copy of the plan (version {now.version}) was made for {recipient.whom}"
        + (", with what is kept from others" if copy.given_because else ""),
        happened_on=on,
        slice="workbook.print_plan",
        leads_to=f"{reverse('workbook:see_plan', kwargs={'family': now.family_id})}?version={now.version}",
        by=by,
    )
    return copy
