from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.casework.family_help.authorise_assessment.action import authorise_assessment as authorise
from hearth.casework.family_help.authorise_assessment.action import return_assessment
from hearth.casework.family_help.authorise_assessment.form import Answer, AuthoriseAssessmentForm
from hearth.casework.family_help.queries import assessment_of, clock_of, whole_of
from hearth.casework.family_help.rules import may_answer
from hearth.casework.people.door import open_family
from hearth.casework.people.queries import memberships_of
from hearth.foundation.refusals import ChangedMeanwhile, Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def authorise_assessment(request: Request, family: int, assessment: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    written = assessment_of(held, assessment)
    if written is None:
        raise Http404
    clock = clock_of(written, on=today())
    is_late = today() > clock.due_on
    form = form_for(request, AuthoriseAssessmentForm, is_late=is_late, initial={"version": written.version})
    refusal = may_answer(
        is_with_manager=written.state == written.State.SENT, sent_by=written.sent_by_id, by=request.worker.pk
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            if said["answer"] is Answer.AUTHORISE:
                authorise(
                    family=held,
                    assessment=written,
                    late_because=said.get("late_because") or "",
                    version=said["version"],
                    on=today(),
                    by=request.worker,
                )
            else:
                return_assessment(
                    assessment=written,
                    returned_because=said["returned_because"],
                    version=said["version"],
                    by=request.worker,
                )
            return redirect("family_help:see_assessment", family=family)
        except Refused as refused:
            status = 409
            if isinstance(refused, ChangedMeanwhile):
                again = request.POST.copy()
                again["version"] = str(written.version)
                form = AuthoriseAssessmentForm(again, is_late=is_late)
                form.is_valid()
            put_beside(form, refused)
    whole = whole_of(written, memberships_of(held, on=today()))
    context = {"family": held, "form": form, "whole": whole, "clock": clock, "is_late": is_late, "refusal": refusal}
    return show(request, context, status=status)
