from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from hearth.casework.people.door import open_family, right_to_open
from hearth.casework.workbook import star_picture as picture
from hearth.casework.workbook.models import Shape, Star
from hearth.casework.workbook.queries import CanScore, can_score, star_of, stars_of
from hearth.casework.workbook.rules import may_look_back
from hearth.casework.workbook.score_star.action import score_star as act
from hearth.casework.workbook.score_star.form import ScoreStarForm
from hearth.casework.workbook.star_picture import Scale, ShapeKind
from hearth.casework.workbook.star_story import newest, scorer_in_words, standing_by_scorer, standing_shapes, tool_of
from hearth.foundation.council import council
from hearth.foundation.refusals import ChangedMeanwhile, put_beside
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.pages import Request, page, show, today


@page
def score_star(request: Request, family: int, star: int) -> HttpResponse:
    is_drawing = request.method == "POST" and request.headers.get("HX-Request") == "true"
    if is_drawing:
        # As it is scored: the same form comes here, and is drawn and not saved. Nothing of the record is shown but the
        # star's own spokes, so no read is written for each touch of a score; the right to the family is asked as ever.
        if right_to_open(request.worker, family, on=today()) is None:
            raise Http404
        held = None
    else:
        held = open_family(request.worker, family, on=today())
    found = star_of(held, star) if held else star_of(family, star)
    if found is None:
        raise Http404
    people = can_score(found.family, me=request.worker, on=today())
    look_back = may_look_back(found, stars_of(found.family))
    already = standing_by_scorer(found)
    form = form_for(
        request,
        ScoreStarForm,
        tool=tool_of(found),
        people=[(one.key, one.name) for one in people],
        may_look_back=look_back is None,
        scored_already={key: scorer_in_words(shape) for key, shape in already.items()},
        initial=_initial(request, found, already),
    )
    if is_drawing:
        return show(request, {"drawn": _drawn(found, form)}, template="drawn.html")
    if request.method == "POST" and form.is_valid():
        try:
            _act(request, found, form, people)
            if request.POST.get("then") == "next":
                return redirect(f"{reverse('workbook:score_star', kwargs={'family': family, 'star': star})}?saved=yes")
            return redirect("workbook:see_star", family=family)
        except ChangedMeanwhile as meanwhile:
            put_beside(form, meanwhile)
            found = star_of(found.family, star) or found
    return show(
        request,
        {
            "family": held,
            "star": found,
            "form": form,
            "seen": newest(found),
            "drawn": _drawn(found, form),
            "standing": [(shape, scorer_in_words(shape)) for shape in standing_shapes(found)],
            "cannot_look_back": str(look_back) if look_back else "",
            "meanings": council().star,
            "is_saved": request.GET.get("saved") == "yes",
        },
    )


def _initial(request: Request, star: Star, already: dict[tuple[str, str], Shape]) -> dict[str, Any]:
    """Whoever the address names; if they have scored, from where they were."""
    scorer, kind = request.GET.get("scorer", ""), request.GET.get("kind", Shape.Kind.NOW)
    initial: dict[str, Any] = {"scorer": scorer, "kind": kind}
    if shape := already.get((kind, scorer)):
        for each in shape.scores.all():
            initial |= {f"score_{each.spoke}": each.score, f"words_{each.spoke}": each.in_their_words}
    return initial


def _act(request: Request, star: Star, form: ScoreStarForm, people: list[CanScore]) -> Shape:
    who = next(one for one in people if one.key == form.cleaned_data["scorer"])
    return act(
        star=star,
        kind=form.kind,
        scorer=who.scorer,
        person=who.person,
        worker=who.worker,
        scores=form.scores(),
        words=form.words(),
        because=form.cleaned_data["because"],
        seen=form.cleaned_data["seen"] or 0,
        by=request.worker,
    )


def _drawn(star: Star, form: ScoreStarForm) -> str:
    """The shape as far as it is scored on the page: as sent, as kept in a draft, or as it was."""
    tool = tool_of(star)
    scores = {spoke.key: _score(form[f"score_{spoke.key}"].value(), tool.scale) for spoke in tool.spokes}
    shapes = []
    if any(score is not None for score in scores.values()):
        shapes.append(picture.Shape("As scored here", ShapeKind.LATEST, scores, "you now", star.drawn_on))
    description = picture.describe(tool.spokes, shapes, scale=tool.scale)
    return picture.draw(
        tool.spokes, shapes, title="The star as it is scored", description=description, scale=tool.scale
    )


def _score(typed: object, scale: Scale) -> int | None:
    points = {str(point): point for point in range(scale.lowest, scale.highest + 1)}
    return points.get(str(typed))
