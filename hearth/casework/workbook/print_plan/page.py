from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from hearth.casework.people.door import open_family
from hearth.casework.people.models import Family
from hearth.casework.workbook.models import Plan
from hearth.casework.workbook.plan_document import PlanTooLong, letters_it_cannot_print, make_pdf
from hearth.casework.workbook.print_plan.action import print_plan as act
from hearth.casework.workbook.print_plan.form import OUTSIDE, AnswerForForm, PrintPlanForm
from hearth.casework.workbook.queries import CopyToMake, Recipient, copy_for, recipients_of, standing_plan
from hearth.casework.workbook.rules import may_answer_for, may_be_printed
from hearth.foundation.refusals import Refusal
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def print_plan(request: Request, family: int) -> HttpResponse:
    """First who it is for; then, sent again with nothing but a look between, what the copy leaves out; then the copy.

    For somebody outside while something is kept from anybody, between the two may stand a page of its own (`answer_for`
    is sent), on which the worker says why they may have it all the same.
    """
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
    if chosen != OUTSIDE:
        recipient = people[chosen][0]
    else:
        recipient = Recipient(form.cleaned_data["outside_name"], form.cleaned_data["agency"])
        if "answer_for" in request.POST:
            made = copy_for(plan, recipient, on=today())
            if made.is_strictest and may_answer_for(recipient.name, made.may_be) is None:
                return _answer_for(request, held, plan, made, recipient, form)
        recipient = _answered_for(request, recipient)
    if request.POST.get("plan") == str(plan.pk):
        copy = act(plan=plan, recipient=recipient, on=today(), by=request.worker)
        return redirect(f"{reverse('workbook:see_plan', kwargs={'family': family})}?made={copy.pk}")
    return _preview(request, held, plan, recipient, form)


def _answered_for(request: Request, recipient: Recipient) -> Recipient:
    """The recipient, with why they may have what is kept from others if that was sent, and of which protections."""
    answer = AnswerForForm(request.POST)
    if "because" not in request.POST or not answer.is_valid():
        return recipient
    despite = frozenset(int(each) for each in request.POST.getlist("despite") if each.isdecimal() and len(each) < 19)
    return replace(recipient, because=answer.cleaned_data["because"], despite=despite)


def _answer_for(
    request: Request, family: Family, plan: Plan, made: CopyToMake, recipient: Recipient, form: PrintPlanForm
) -> HttpResponse:
    answer = AnswerForForm(request.POST if "because" in request.POST else None)
    if answer.is_bound and answer.is_valid():
        return _preview(request, family, plan, _answered_for(request, recipient), form)
    return show(
        request,
        {"family": family, "made": made, "recipient": recipient, "form": answer, "typed": _typed(form)},
        template="answer_for.html",
    )


def _typed(form: PrintPlanForm) -> list[tuple[str, str]]:
    return [(name, form.cleaned_data[name] or "") for name in ("whom", "outside_name", "agency")]


def _preview(request: Request, family: Family, plan: Plan, recipient: Recipient, form: PrintPlanForm) -> HttpResponse:
    made = copy_for(plan, recipient, on=today())
    too_long: list[str] = []
    if made.copy.may_be_printed:
        try:
            make_pdf(made.page)
        except PlanTooLong as refused:
            too_long = [str(text) for text in refused.texts]
    may_not_answer: Refusal | None = may_answer_for(recipient.name, made.may_be) if made.is_strictest else None
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
            "may_not_answer": may_not_answer,
            "may_answer_for": made.is_strictest and may_not_answer is None,
            "answered_for": recipient.because if made.kept_from and not made.is_strictest else "",
            "typed": _typed(form),
        },
        template="preview.html",
    )
