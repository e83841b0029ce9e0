from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.caseload.allocate_family.action import allocate_family as act
from hearth.casework.caseload.allocate_family.form import AllocateFamilyForm, ChoosePodForm
from hearth.casework.caseload.queries import allocation_of, loads_of, pod_named, pods
from hearth.casework.people.door import open_family
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def allocate_family(request: Request, family: int) -> HttpResponse:
    """First the pod (in the address), then its people with what each holds already."""
    on = today()
    held = open_family(request.worker, family, on=on)
    now = allocation_of(held, on=on)
    asked = request.GET.get("pod", "")
    pod = pod_named(int(asked), on=on) if asked.isdigit() else None
    if pod is None:
        form = ChoosePodForm(
            request.GET if asked else None, pods=[(each.pk, _described(each.name, each.area)) for each in pods(on)]
        )
        return show(request, {"family": held, "form": form, "now": now}, template="choose_pod.html")
    loads = loads_of(pod, on=on)
    seen = now.pk if now else 0
    people = form_for(request, AllocateFamilyForm, loads=loads, initial={"seen": seen})
    if request.method == "GET" and people.is_bound:  # what was typed is kept, and is sent knowing what stands now
        people.data["seen"] = str(seen)  # type: ignore[index]
    if request.method == "POST" and people.is_valid():
        workers = {load.worker.pk: load.worker for load in loads}
        lead = workers[people.cleaned_data["lead"]]
        beside = [workers[number] for number in people.cleaned_data["beside"]]
        seen = people.cleaned_data["seen"] or 0
        act(family=held, team=pod, lead=lead, beside=beside, seen=seen, on=on, by=request.worker)
        messages.success(request, f"The {held} is held by {pod.name}. {lead.name} leads, and has been told.")
        return redirect("caseload:waiting_to_be_allocated")
    return show(request, {"family": held, "form": people, "pod": pod})


def _described(name: str, area: str) -> str:
    return f"{name} ({area})" if area else name
