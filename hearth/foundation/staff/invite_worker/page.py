from __future__ import annotations

from django.http import HttpResponse

from hearth.foundation.staff import queries, rules
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.invitation_cookie import shown_once
from hearth.foundation.staff.invite_worker.action import invite_worker as act
from hearth.foundation.staff.invite_worker.form import InviteWorkerForm
from hearth.foundation.staff.pages import Request, page, show, today

_FROM_ADDRESS = ("employer", "team", "role")


@page
def invite_worker(request: Request) -> HttpResponse:
    on = today()
    form = form_for(
        request,
        InviteWorkerForm,
        teams=queries.team_choices(on=on),
        employers=queries.employer_choices(on=on),
        initial={"starts_on": on} | {name: request.GET[name] for name in _FROM_ADDRESS if name in request.GET},
    )
    if request.method == "POST" and form.is_valid():
        employer = queries.organisation_of(form.cleaned_data["employer"])
        wrong = employer and rules.may_hold_role(form.cleaned_data["role"], employer)
        if queries.worker_by_email(form.cleaned_data["email"]):
            form.add_error("email", "Somebody with this e-mail address is here already. Find them among the workers")
        elif wrong:
            form.add_error("employer", str(wrong))
        else:
            invited = act(**form.cleaned_data, by=request.worker)
            return shown_once(request, invited.worker, invited.token)
    return show(request, {"form": form})
