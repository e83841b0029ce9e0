from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from hearth.casework.people.door import open_family
from hearth.casework.people.models import Family
from hearth.casework.workbook.models import Plan
from hearth.casework.workbook.plan_document import PlanTooLong, letters_it_cannot_print, make_pdf
from hearth.casework.workbook.print_plan.action import print_plan as act
from hearth.casework.workbook.print_plan.form import OUTSIDE, PrintPlanForm
from hearth.casework.workbook.queries import Recipient, copy_for, recipients_of, standing_plan
from hearth.casework.workbook.rules import may_be_printed
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def print_plan(request: Request, family: int) -> HttpResponse:
    """First who it is for; then, sent again with nothing but a look between, what the copy leaves out; then the copy."""
    held = open_family(request.worker, family, on=today())
    plan = standing_plan(held)
    if plan is None:
        return redirect("workbook:see_plan", family=family)
    people = {f"person-{one.person.pk}": (one, part) for one, part in recipients_of(held, on=today()) if one.person}
    form = form_for(
        request, PrintPlanForm, people=[(key, f"{one.name} ({part})") for key, (one, part) in people.items()]
    )
    if request.method != "POST" or not form.is_valid() or "again" in request.POST:
        return show(request, {"family": held, "form": form})
    chosen = form.cleaned_data["whom"]
    recipient = (
        Recipient(form.cleaned_data["outside_name"], form.cleaned_data["agency"])
        if chosen == OUTSIDE
        else people[chosen][0]
    )
    if request.POST.get("plan") == str(plan.pk):
        copy = act(plan=plan, recipient=recipient, on=today(), by=request.worker)
        return redirect(f"{reverse('workbook:see_plan', kwargs={'family': family})}?made={copy.pk}")
    return _preview(request, held, plan, recipient, form)


def _preview(request: Request, family: Family, plan: Plan, recipient: Recipient, form: PrintPlanForm) -> HttpResponse:
    made = copy_for(plan, recipient, on=today())
    too_long: list[str] = []
    if made.copy.may_be_printed:
        try:
            make_pdf(made.page)
        except PlanTooLong as refused:
            too_long = [str(text) for text in refused.texts]
    return show(
        request,
        {
            "family": family,
            "plan": plan,
            "recipient": recipient,
            "made": made,
            "refusal": may_be_printed(made.copy, recipient.name),
            "too_long": too_long,
            "cannot_print": letters_it_cannot_print(made.page),
            "may_be_printed": made.copy.may_be_printed and not too_long,
            "has_changed": "plan" in request.POST,
            "typed": [(name, form.cleaned_data[name] or "") for name in ("whom", "outside_name", "agency")],
        },
        template="preview.html",
    )
