from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from hearth.casework.frontdoor.answer_check.action import answer_check as act
from hearth.casework.frontdoor.answer_check.form import AnswerCheckForm
from hearth.casework.frontdoor.partner_queries import open_our_check, people_asked_about
from hearth.casework.frontdoor.partner_rules import may_answer
from hearth.casework.frontdoor.rules import clock_look
from hearth.foundation.council import closure_days
from hearth.foundation.periods.words import do_by
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def answer_check(request: Request, check: int) -> HttpResponse:
    found = open_our_check(request.worker, check, on=today())
    refusal = may_answer(found)
    form = form_for(request, AnswerCheckForm)
    if request.method == "POST" and form.is_valid() and not refusal:
        act(check=found, answer=form.cleaned_data["answer"], says=form.says, by=request.worker)
        messages.success(request, f"{found.reference} is answered. The front door can read it now.")
        return redirect("frontdoor:our_checks")
    now = timezone.now()
    context = {
        "check": found,
        "people": people_asked_about([found])[found.pk],
        "due": do_by("answer", found.due_at, now, closure_days()),
        "state": clock_look(found.due_at, now, found.answered_at, closure_days()),
        "draft_url": f"/drafts{request.path}",
    }
    if not refusal:
        return show(request, context | {"form": form})
    came_second = request.method == "POST"
    typed = form.says if came_second and form.is_valid() else ""
    context |= {"refusal": refusal if came_second else None, "typed": typed}
    return show(request, context, template="answered.html", status=409 if came_second else 200)
