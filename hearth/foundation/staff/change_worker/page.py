from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.foundation.staff import queries
from hearth.foundation.staff.change_worker.action import FIELDS
from hearth.foundation.staff.change_worker.action import change_worker as act
from hearth.foundation.staff.change_worker.form import ChangeWorkerForm
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show
from hearth.foundation.staff.seen import as_seen


@page
def change_worker(request: Request, worker: int) -> HttpResponse:
    found = queries.worker_of(worker)
    if found is None:
        raise Http404

    initial = {name: getattr(found, name) for name in FIELDS} | {"seen": as_seen(found, FIELDS)}
    form = form_for(request, ChangeWorkerForm, initial=initial)
    if request.method == "POST" and form.is_valid():
        other = queries.worker_by_email(form.cleaned_data["email"])
        if other and other != found:
            form.add_error("email", "Somebody else has this e-mail address")
        else:
            act(worker=found, **form.cleaned_data, by=request.worker)
            return redirect("staff:see_worker", worker=found.pk)
    return show(request, {"form": form, "worker": found})
