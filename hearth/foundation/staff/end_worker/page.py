from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.foundation.staff import queries, rules
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.end_worker.action import end_worker as act
from hearth.foundation.staff.end_worker.form import EndWorkerForm
from hearth.foundation.staff.pages import Request, page, show, today


@page
def end_worker(request: Request, worker: int) -> HttpResponse:
    found = queries.worker_of(worker)
    if found is None:
        raise Http404

    on = today()
    form = form_for(request, EndWorkerForm)
    if request.method == "POST" and form.is_valid():
        act(worker=found, after=form.cleaned_data["last_day"], on=on, by=request.worker)
        if found == request.worker:
            return redirect("account_login")
        return redirect("staff:see_worker", worker=found.pk)
    others = queries.other_administrators(found, on=on)
    return show(
        request,
        {
            "form": form,
            "worker": found,
            "refusal": rules.may_end_worker(found, other_administrators=others, on=on),
            "memberships": queries.memberships_of(found, on=on),
            "grants": queries.open_grants_of(found),
        },
    )
