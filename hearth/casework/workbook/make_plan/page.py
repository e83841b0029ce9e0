from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.forms.utils import ErrorDict
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from hearth.casework.caseload.queries import allocation_of, parts_of
from hearth.casework.people.door import open_family
from hearth.casework.people.models import Family
from hearth.casework.workbook.make_plan.action import make_plan as act
from hearth.casework.workbook.make_plan.form import MakePlanForm, SpokeNow
from hearth.casework.workbook.models import Plan, Star
from hearth.casework.workbook.plan_content import HOPES, IF_WORSE, WORRIES, content_of, differences, page_of
from hearth.casework.workbook.plan_document import PlanTooLong, make_pdf
from hearth.casework.workbook.queries import Saying, already_said, doers, plans_of, standing_plan, stars_of
from hearth.casework.workbook.rules import MOST_STEPS
from hearth.casework.workbook.star_picture import Scale
from hearth.casework.workbook.star_story import comparable, latest_scores, tool_chosen, tool_of
from hearth.foundation.council import closure_days, council
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.periods.working_days import is_working_day, next_working_day
from hearth.foundation.refusals import ChangedMeanwhile, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today

MORE_ROWS = 2


@page
def make_plan(request: Request, family: int) -> HttpResponse:
    """The form is sent to be saved, or with `add` for more rows of steps, or with `use` to take over recorded words."""
    held = open_family(request.worker, family, on=today())
    plan, stars = standing_plan(held), stars_of(held)
    said = already_said(held, stars)
    is_building = request.method == "POST" and ("add" in request.POST or "use" in request.POST)
    spokes, scale = _spokes_now(stars)
    people = doers(held, me=request.worker, on=today())
    options: dict[str, Any] = {
        "spokes": spokes,
        "scale": scale,
        "doers": people,
        "today": today(),
        "initial": _of_plan(plan, spokes) if plan else _begun(held, said),
    }
    if is_building:
        form = MakePlanForm(_built(request.POST, said), **options)
        form._errors = ErrorDict()  # type: ignore[attr-defined]  # not judged until it is sent
    else:
        form = form_for(request, MakePlanForm, **options)
    version = str(form.data.get("version", "")) if form.is_bound else ""
    seen = int(version) if version.isdecimal() else (plan.version if plan else 0)
    changed = []
    if not is_building and request.method == "POST" and form.is_valid() and _fits(form, held):
        try:
            act(family=held, content=form.content(), version=seen, on=today(), by=request.worker)
            return redirect("workbook:see_plan", family=family)
        except ChangedMeanwhile as meanwhile:
            put_beside(form, meanwhile)
            changed = _changes_since(held, seen, plan)
            seen = plan.version if plan else 0
    return show(
        request,
        {
            "family": held,
            "plan": plan,
            "form": form,
            "version": seen,
            "changed": changed,
            "said": said,
            "doers": people,
            "may_add": form.row_count < MOST_STEPS,
        },
    )


def _built(sent: QueryDict, said: Sequence[Saying]) -> QueryDict:
    """What was sent, with more rows for steps, or with recorded words put under what is there."""
    built = sent.copy()
    if "add" in sent:
        rows = sent.get("rows", "")
        built["rows"] = str((int(rows) if rows.isdecimal() and len(rows) < 4 else 0) + MORE_ROWS)
    field, _, key = sent.get("use", "").partition(":")
    found = next((each for each in said if each.key == key), None)
    if found and field in ("worries", "hopes"):
        built[field] = "\n".join(part for part in (sent.get(field, "").strip(), found.as_written) if part)
    return built


def _spokes_now(stars: Sequence[Star]) -> tuple[list[SpokeNow], Scale]:
    together = comparable(stars)
    if not together:
        return [], tool_chosen(council().star).scale
    tool, scores = tool_of(together[-1]), latest_scores(together)
    return [
        SpokeNow(spoke.key, spoke.label, score, f"{who}, {date_in_words(day)}")
        for spoke in tool.spokes
        if spoke.key in scores
        for score, who, day in (scores[spoke.key],)
    ], tool.scale


def _begun(family: Family, said: Sequence[Saying]) -> dict[str, Any]:
    """A first plan begins with the family's own words, the lead worker's number or their pod's, and the council's interval."""
    lead = next(iter(parts_of(family, on=today())), None)
    allocation = allocation_of(family, on=today())
    return {
        "worries": "\n".join(each.as_written for each in said if each.key.startswith("view-")),
        "ring_name": lead.worker.name if lead else "",
        "ring_role": (lead.worker.job_title or lead.get_part_display()) if lead else "",
        "ring_phone": (lead.worker.phone or (allocation.team.phone if allocation else "")) if lead else "",
        "review_on": _next_review(),
        "rows": 3,
    }


def _next_review() -> date:
    """After the council's own interval, on a day somebody is at work."""
    day = today() + timedelta(weeks=council().clocks.plan_review_weeks)
    return day if is_working_day(day, closure_days()) else next_working_day(day, closure_days())


def _of_plan(plan: Plan, spokes: Sequence[SpokeNow]) -> dict[str, Any]:
    content = content_of(plan)
    initial: dict[str, Any] = {
        "worries": content.worries,
        "hopes": content.hopes,
        "if_worse": content.if_worse,
        "ring_name": content.ring_name,
        "ring_role": content.ring_role,
        "ring_phone": content.ring_phone,
        "review_on": _next_review(),
        "rows": len(content.steps) + 1,
    }
    for place, step in enumerate(content.steps, 1):
        initial |= {
            f"step_{place}_who": step.who,
            f"step_{place}_does": step.does,
            f"step_{place}_by": step.by_when,
            f"step_{place}_from": step.carried,
        }
    offered = {spoke.key for spoke in spokes}
    own = 1
    for scale in content.scales:
        if scale.spoke in offered:
            initial[f"wanted_{scale.spoke}"] = scale.wanted
        else:
            initial |= {f"own_{own}_label": scale.label, f"own_{own}_now": scale.now, f"own_{own}_wanted": scale.wanted}
            own += 1
    return initial


def _fits(form: MakePlanForm, family: Family) -> bool:
    """On one page, whoever it is printed for; else the form says which text is too long."""
    whole = page_of(
        form.content(),
        family=str(family),
        made_on=today(),
        made_for="N" * 40,  # as long as most names
        council=council().name,
    )
    try:
        make_pdf(whole)
    except PlanTooLong as too_long:
        fields = {f"“{WORRIES}”": "worries", f"“{HOPES}”": "hopes", f"“{IF_WORSE}”": "if_worse"}
        for text in too_long.texts:
            form.add_error(fields.get(text.what), f"The plan does not fit on one page. {text}")
        return False
    return True


def _changes_since(family: Family, seen: int, plan: Plan | None) -> list[Any]:
    before = plans_of(family).filter(version=seen).first()
    return differences(content_of(before), content_of(plan)) if before and plan else []
