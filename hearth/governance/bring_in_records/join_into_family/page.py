from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.people.door import open_family, open_person
from hearth.foundation.refusals import Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today
from hearth.governance.bring_in_records.join_into_family.action import join_into_family as act
from hearth.governance.bring_in_records.join_into_family.form import Into, JoinIntoFamilyForm
from hearth.governance.bring_in_records.queries import MOST_CHILDREN, children_numbered


@page
def join_into_family(request: Request) -> HttpResponse:
    numbers = request.GET.get("numbers", "").strip()
    found = children_numbered(numbers)
    form = form_for(request, JoinIntoFamilyForm, children=found)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        children = [open_person(request.worker, number, on=today()) for number in told["children"]]
        is_new = told["into"] == Into.NEW
        family = None if is_new else open_family(request.worker, told["family"].pk, on=today())
        try:
            joined = act(children=children, name=told["name"] or "", family=family, on=today(), by=request.worker)
        except Refused as refused:
            put_beside(form, refused)
        else:
            return redirect("casefile:see_family", family=joined.pk)
    return show(
        request,
        {
            "form": form,
            "numbers": numbers,
            "found": found,
            "most": MOST_CHILDREN,
            "is_full": len(found) == MOST_CHILDREN,
        },
    )
