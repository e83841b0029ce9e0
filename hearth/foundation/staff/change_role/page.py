from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.foundation.staff import queries
from hearth.foundation.staff.change_role.action import change_role as act
from hearth.foundation.staff.change_role.form import ChangeRoleForm
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def change_role(request: Request, worker: int) -> HttpResponse:
    found = queries.worker_of(worker)
    if found is None:
        raise Http404

    form = form_for(request, ChangeRoleForm, initial={"role": found.role, "seen": found.role})
    if request.method == "POST" and form.is_valid():
        if wrong := queries.why_not_role(found, form.cleaned_data["role"], on=today()):
            form.add_error("role", str(wrong))
        else:
            act(worker=found, **form.cleaned_data, on=today(), by=request.worker)
            return redirect("staff:see_worker", worker=found.pk)
    return show(request, {"form": form, "worker": found})
