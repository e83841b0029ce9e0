from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.casefile.queries import named_on, restriction_of, who_may_open, workers_by_email
from hearth.casework.casefile.restrict_record.action import restrict_record as act
from hearth.casework.casefile.restrict_record.form import RestrictRecordForm
from hearth.casework.people.door import open_family
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def restrict_record(request: Request, family: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    restriction, named = restriction_of(held), named_on(held)
    reach_it = {str(each.pk): each for each in who_may_open(held, on=today()) if each != request.worker}
    form = form_for(
        request,
        RestrictRecordForm,
        reach_it=[(each.pk, f"{each.name}, {each.job_title or each.role_title}") for each in reach_it.values()],
        is_restricted=restriction is not None,
        initial={"named": [str(each.pk) for each in named]},
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        others = workers_by_email(told["others"], on=today())
        unknown = [email for email in told["others"] if email not in others]
        if not unknown:
            act(
                family=held,
                why=told.get("why") or (restriction.why if restriction else ""),
                named=[*(reach_it[number] for number in told["named"]), *others.values()],
                on=today(),
                by=request.worker,
            )
            return redirect("casefile:see_family", family=family)
        form.add_error("others", f"Nobody signs in to Hearth as {', '.join(unknown)}")
    return show(request, {"family": held, "form": form, "restriction": restriction})
