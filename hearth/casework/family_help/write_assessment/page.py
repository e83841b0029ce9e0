from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.casework.family_help.models import Edition
from hearth.casework.family_help.outcomes import outcome_of
from hearth.casework.family_help.queries import assessment_of, editions_of, needs_of, open_episodes
from hearth.casework.family_help.rules import may_write
from hearth.casework.family_help.write_assessment.action import write_assessment as act
from hearth.casework.family_help.write_assessment.form import WriteAssessmentForm
from hearth.casework.people.door import open_family
from hearth.foundation.refusals import ChangedMeanwhile, Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def write_assessment(request: Request, family: int, assessment: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    written = assessment_of(held, assessment)
    if written is None:
        raise Http404
    if request.method == "GET" and may_write(is_being_written=written.state == written.State.WRITING):
        return redirect("family_help:see_assessment", family=family)
    needs = needs_of(open_episodes(held))
    form = form_for(
        request,
        WriteAssessmentForm,
        initial={
            "analysis": written.analysis,
            "decision": outcome_of(written.decision),
            "decision_because": written.decision_because,
            "version": written.version,
            "primary_need": needs[0] if len(needs) == 1 else None,
        },
    )
    if len(needs) > 1:  # for each child there is a page of its own
        del form.fields["primary_need"]
    theirs: Edition | None = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            act(
                assessment=written,
                analysis=said["analysis"],
                decision=said["decision"].value if said["decision"] else "",
                decision_because=said["decision_because"],
                version=said["version"],
                primary_need=said["primary_need"].value if said.get("primary_need") else "",
                by=request.worker,
            )
            return redirect("family_help:see_assessment", family=family)
        except ChangedMeanwhile:
            theirs = editions_of(written).first()
            again = request.POST.copy()
            again["version"] = str(written.version)
            form = WriteAssessmentForm(again)
            if len(needs) > 1:
                del form.fields["primary_need"]
        except Refused as refused:
            put_beside(form, refused)
    context = {"family": held, "form": form, "assessment": written, "theirs": theirs}
    return show(request, context, status=409 if theirs else 200)
