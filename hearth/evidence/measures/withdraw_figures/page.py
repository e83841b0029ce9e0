from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.evidence.measures.queries import publication_numbered
from hearth.evidence.measures.rules import may_withdraw
from hearth.evidence.measures.withdraw_figures.action import withdraw_figures as act
from hearth.evidence.measures.withdraw_figures.form import WithdrawFiguresForm
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.refusals import insist
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show


@page
def withdraw_figures(request: Request, publication: int) -> HttpResponse:
    found = publication_numbered(publication)
    if found is None:
        raise Http404
    insist(may_withdraw(found))
    form = form_for(request, WithdrawFiguresForm)
    if request.method == "POST" and form.is_valid():
        act(publication=found, because=form.cleaned_data["because"], by=request.worker)
        messages.success(request, f"The figures of {date_in_words(found.facts_on)} are withdrawn.")
        return redirect("measures:list_snapshots")
    return show(request, {"publication": found, "form": form})
