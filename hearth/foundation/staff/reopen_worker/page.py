from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.foundation.staff import queries, rules
from hearth.foundation.staff.invitation_cookie import shown_once
from hearth.foundation.staff.pages import Request, page, show, today
from hearth.foundation.staff.reopen_worker.action import reopen_worker as act


@page
def reopen_worker(request: Request, worker: int) -> HttpResponse:
    found = queries.worker_of(worker)
    if found is None:
        raise Http404

    on = today()
    if request.method == "POST":
        reopened = act(worker=found, on=on, by=request.worker)
        if reopened.token:
            return shown_once(request, reopened.worker, reopened.token)
        return redirect("staff:see_worker", worker=found.pk)
    return show(
        request,
        {
            "worker": found,
            "refusal": rules.may_reopen_worker(found, on=on),
            "has_left": rules.standing(found, on=on) is rules.Standing.LEFT,
        },
    )
