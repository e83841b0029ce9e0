from __future__ import annotations

from django.http import HttpResponse

from hearth.casework.casefile.glance import alert_lines, child_cards, owed, owed_at_once, owed_step, step_of
from hearth.casework.casefile.queries import household_of, restriction_of
from hearth.casework.casefile.rules import next_step
from hearth.casework.caseload.queries import allocation_of, parts_of
from hearth.casework.chronology.queries import latest_significant
from hearth.casework.family_help.summary import help_of
from hearth.casework.frontdoor.due import due_for
from hearth.casework.people.door import open_family
from hearth.casework.workbook.summary import plan_summary, star_summary
from hearth.foundation.council import closure_days
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.pages import Request, page, show, today

STEPS = (
    *("casefile.add_person", "caseload.allocate_family", "workbook.begin_star", "workbook.make_plan"),
    *("family_help.see_assessment", "family_help.record_visit", "workbook.see_star", "workbook.see_plan"),
    "frontdoor.record_discussion",
)


def _steps_open_to(worker: Worker) -> frozenset[str]:
    """The pages that a next step may lead to. In an emergency one may read what is owed and do none of it but visit."""
    return frozenset(name for name in STEPS if worker.may(name) and not (worker.is_in_an_emergency and ".see_" in name))


@page
def see_family(request: Request, family: int) -> HttpResponse:
    """At a glance: the same number of statements for a child alone and for a household of twelve."""
    on, may = today(), request.worker.may
    held = open_family(request.worker, family, on=on)
    household, restriction = household_of(held, on=on), restriction_of(held)
    helped = help_of(held, [each.person for each in household if each.is_child], on=on)
    star, plan = star_summary(held, on=on), plan_summary(held, on=on)
    allocation = allocation_of(held, on=on)
    sent_by = helped.assessment.sent_by_id if helped.assessment else None
    authorises = may("family_help.authorise_assessment") and sent_by != request.worker.pk
    due = owed(helped, star, plan, on=on, closures=closure_days(), authorises=authorises)
    at_once = owed_at_once(due_for([held], on=on), on=on, closures=closure_days())
    doable = _steps_open_to(request.worker)
    return show(
        request,
        {
            "family": held,
            "alerts": alert_lines(household, restriction, on=on),
            "cards": child_cards(household, helped),
            "owed": [*at_once, *due],
            "may_record_discussion": "frontdoor.record_discussion" in doable,
            "next": next_step(
                is_allocated=allocation is not None,
                has_children=any(each.is_child for each in household),
                owed_now=owed_step(
                    [each for each in due if each.page.replace(":", ".") in doable], authorises=authorises
                ),
                has_star=star is not None,
                has_plan=plan is not None,
                may=doable,
                at_once=step_of(at_once[0]) if at_once else None,
            ),
            "allocation": allocation,
            "team": parts_of(held, on=on),
            "star": star,
            "plan": plan,
            "lines": latest_significant(held, most=5),
            "is_restricted": restriction is not None,
            "may_restrict": may("casefile.restrict_record"),
        },
    )
