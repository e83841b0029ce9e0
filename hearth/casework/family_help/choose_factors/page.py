from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.forms.boundfield import BoundField
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect

from hearth.casework.family_help.choose_factors.action import choose_factors as act
from hearth.casework.family_help.choose_factors.form import ChooseFactorsForm
from hearth.casework.family_help.choose_factors.ticks import Chosen, as_text, from_text
from hearth.casework.family_help.models import Assessment
from hearth.casework.family_help.queries import assessment_of, children_of, chosen_factors, facts_of, whole_of
from hearth.casework.family_help.rules import factors_fit_the_decision, may_write
from hearth.casework.people.door import open_family
from hearth.casework.people.models import Family
from hearth.casework.people.queries import memberships_of
from hearth.foundation.codes import AssessmentFactor
from hearth.foundation.refusals import ChangedMeanwhile, Refused, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today

Group = tuple[str, list[tuple[AssessmentFactor, BoundField]]]


@page
def choose_factors(request: Request, family: int, assessment: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    written = assessment_of(held, assessment)
    if written is None:
        raise Http404
    if request.method == "GET" and may_write(is_being_written=written.state == written.State.WRITING):
        return redirect("family_help:see_assessment", family=family)
    children = [(child.pk, child.first_name) for child in children_of(held, on=today())]
    offered = [factor for factor in AssessmentFactor if factor.in_force(today())]
    standing = chosen_factors(written)
    form = form_for(request, ChooseFactorsForm, offered=offered, children=children, chosen=standing)
    if request.method == "GET" and "sending" in request.GET:
        form = _as_sent(form, written, held)
    changed: list[str] = []
    if request.method == "POST" and form.is_valid():
        # What was chosen for a child who has left the family since stays.
        left = {pair for pair in standing if pair[0] not in dict(children)}
        chosen, began_from = form.cleaned_data["chosen"] | left, from_text(form.cleaned_data["began_from"])
        try:
            act(assessment=written, chosen=chosen, began_from=began_from, by=request.worker)
            return redirect("family_help:see_assessment", family=family)
        except ChangedMeanwhile:
            changed = _told(children, added=standing - began_from, taken=began_from - standing)
            again = request.POST.copy()
            again["began_from"] = as_text(standing)
            form = ChooseFactorsForm(again, offered=offered, children=children, chosen=standing)
        except Refused as refused:
            put_beside(form, refused)
    return show(
        request,
        {"family": held, "form": form, "groups": _groups(form, offered), "children": children, "changed": changed},
        status=409 if changed else 200,
    )


def _as_sent(form: ChooseFactorsForm, written: Assessment, family: Family) -> ChooseFactorsForm:
    """What stands, with what keeps it from being sent beside the factor it lies in."""
    whole = whole_of(written, memberships_of(family, on=today()))
    refusal = factors_fit_the_decision(facts_of(whole, on=today()))
    if refusal is None:
        return form
    standing = QueryDict(mutable=True)
    for name in form.fields:
        value = form.get_initial_for_field(form.fields[name], name)
        standing.setlist(name, value if isinstance(value, list) else [value])
    form.data, form.is_bound = standing, True
    form.is_valid()
    put_beside(form, Refused(refusal))
    return form


def _groups(form: ChooseFactorsForm, offered: Iterable[AssessmentFactor]) -> list[Group]:
    """By concern, in the order of the published list; concerns of one line come together at the end under one title."""
    by_concern = [(name, list(factors)) for name, factors in groupby(offered, key=lambda factor: factor.group)]
    several = [(name, factors) for name, factors in by_concern if len(factors) > 1]
    single = [factor for _, factors in by_concern if len(factors) == 1 for factor in factors if factor.subject]
    last = [factor for _, factors in by_concern if len(factors) == 1 for factor in factors if not factor.subject]
    return [
        (name, [(factor, form[f"factor_{factor.value}"]) for factor in factors])
        for name, factors in (*several, ("Other concerns for the child", single), ("Other, or none", last))
        if factors
    ]


def _told(children: Sequence[tuple[int, str]], *, added: Chosen, taken: Chosen) -> list[str]:
    names = dict(children)

    def line(did: str, number: int, code: str) -> str:
        factor = AssessmentFactor.read(code)
        return f"{did} for {names.get(number, 'another child')}: {factor.label if factor else code}"

    return [line("Ticked", *one) for one in sorted(added)] + [line("Unticked", *one) for one in sorted(taken)]
