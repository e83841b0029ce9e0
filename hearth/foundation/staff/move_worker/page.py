from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.foundation.staff import queries
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.move_worker.action import move_worker as act
from hearth.foundation.staff.move_worker.form import MoveWorkerForm
from hearth.foundation.staff.pages import Request, page, show, today


@page
def move_worker(request: Request, worker: int) -> HttpResponse:
    found = queries.worker_of(worker)
    if found is None:
        raise Http404

    on = today()
    memberships = queries.memberships_of(found, on=on)
    now_in = {str(one.team_id) for one in memberships}
    form = form_for(
        request,
        MoveWorkerForm,
        teams=[(key, words) for key, words in queries.team_choices(on=on) if key not in now_in],
        memberships=[(str(one.pk), one.team.name) for one in memberships if one.ends_on is None],
        initial={"on": on},
    )
    if request.method == "POST" and form.is_valid():
        act(worker=found, **form.cleaned_data, by=request.worker)
        return redirect("staff:see_worker", worker=found.pk)
    return show(request, {"form": form, "worker": found})
