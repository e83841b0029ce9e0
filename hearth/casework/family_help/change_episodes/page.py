from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.family_help.change_episodes.action import change_episodes as act
from hearth.casework.family_help.change_episodes.form import ChangeEpisodesForm, versions_of
from hearth.casework.family_help.queries import children_of, referrals_of
from hearth.casework.people.door import open_family
from hearth.foundation.refusals import ChangedMeanwhile
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def change_episodes(request: Request, family: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    referrals = referrals_of(held, children_of(held, on=today()), on=today())
    form = form_for(request, ChangeEpisodesForm, referrals=referrals)
    meanwhile = False
    if request.method == "POST" and referrals and form.is_valid():
        try:
            act(family=held, said=form.said(), on=today(), by=request.worker)
            return redirect("casefile:see_family", family=family)
        except ChangedMeanwhile as changed:
            # What was chosen stays; sent again, it is sent knowing what stands now, which is shown.
            again = request.POST.copy()
            again["versions"] = versions_of(referrals)
            form = ChangeEpisodesForm(again, referrals=referrals)
            form.add_error(None, f"{changed.because} Read what stands now, then send yours again if it still holds")
            meanwhile = True
    context = {"family": held, "form": form, "referrals": referrals, "meanwhile": meanwhile}
    return show(request, context, status=409 if meanwhile else 200)
