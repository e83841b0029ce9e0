"""What a family's stars say together: who scored when, with which tool, and which shapes one picture may hold.

Scores are compared within one tool only: the same version, the same spokes, the same scale (`field.md` 5, requirement 1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hearth.casework.workbook import star_picture as picture
from hearth.casework.workbook.models import Shape, Star
from hearth.casework.workbook.star_picture import Scale, ShapeKind, Spoke
from hearth.foundation.council.choices import Star as ChosenStar

AGREED = "agreed"
_RANK = {Shape.Scorer.AGREED: 0, Shape.Scorer.CHILD: 1, Shape.Scorer.PARENT: 2, Shape.Scorer.WORKER: 3}


@dataclass(frozen=True)
class Tool:
    """The star as it was when a sitting began, frozen with it."""

    version: str
    spokes: tuple[Spoke, ...]
    scale: Scale

    def is_comparable(self, other: Tool) -> bool:
        """Words on a spoke may be made plainer; another spoke, scale or version is another tool."""
        return (self.version, self.scale, [spoke.key for spoke in self.spokes]) == (
            other.version,
            other.scale,
            [spoke.key for spoke in other.spokes],
        )


def tool_of(star: Star) -> Tool:
    return Tool(
        star.tool_version,
        tuple(Spoke(each["key"], each["label"], each["domain"]) for each in star.spokes),
        Scale(star.lowest, star.highest),
    )


def tool_chosen(chosen: ChosenStar) -> Tool:
    """The council's star, with the spokes of a domain standing together as a picture needs them."""
    domains = list(dict.fromkeys(spoke.domain for spoke in chosen.spokes))
    spokes = sorted(chosen.spokes, key=lambda spoke: domains.index(spoke.domain))
    return Tool(
        chosen.version,
        tuple(Spoke(each.key, each.label, each.domain) for each in spokes),
        Scale(chosen.lowest, chosen.highest),
    )


def scorer_of(shape: Shape) -> str:
    """Who scored, as it stands in an address: agreed, child-1002, parent-1001, worker-7."""
    return AGREED if shape.scorer == AGREED else f"{shape.scorer}-{shape.person_id or shape.worker_id}"


def scorer_in_words(shape: Shape) -> str:
    if shape.person:
        return str(shape.person)
    return str(shape.worker) if shape.worker else "everybody together"


@dataclass(frozen=True)
class Scoring:
    """A shape as it is shown: in the picture, and with what was said beside the scores."""

    number: int
    drawn: picture.Shape
    words: Mapping[str, str]


def standing_shapes(star: Star) -> list[Shape]:
    """The shapes that are not withdrawn; agreed first, then children, parents, workers."""
    found = [shape for shape in star.shapes.all() if shape.withdrawn_at is None]
    return sorted(found, key=lambda shape: (_RANK[Shape.Scorer(shape.scorer)], shape.kind != Shape.Kind.NOW, shape.pk))


def standing_by_scorer(star: Star) -> dict[tuple[str, str], Shape]:
    """The standing shapes by kind and scorer: one of each at a sitting."""
    return {(shape.kind, scorer_of(shape)): shape for shape in standing_shapes(star)}


def newest(star: Star) -> int:
    """The newest shape of a sitting, withdrawn or not: what a page opened now has seen of it."""
    return max((shape.pk for shape in star.shapes.all()), default=0)


def withdrawn(star: Star) -> list[Shape]:
    return [shape for shape in star.shapes.all() if shape.withdrawn_at is not None]


def scored(stars: Sequence[Star]) -> list[Star]:
    return [star for star in stars if standing_shapes(star)]


def comparable(stars: Sequence[Star]) -> list[Star]:
    """Of sittings oldest first, those that were scored with the tool of the latest one that was scored."""
    with_scores = scored(stars)
    if not with_scores:
        return []
    tool = tool_of(with_scores[-1])
    return [star for star in with_scores if tool_of(star).is_comparable(tool)]


def scorers(stars: Sequence[Star]) -> dict[str, str]:
    """Everybody who scored, by their key, in words."""
    shapes = sorted(
        (shape for star in stars for shape in standing_shapes(star)),
        key=lambda shape: _RANK[Shape.Scorer(shape.scorer)],
    )
    return {scorer_of(shape): scorer_in_words(shape) for shape in shapes}


def first_to_show(stars: Sequence[Star]) -> str | None:
    """Whose scores are shown unless somebody is chosen: of those at the latest sitting, who can show change; agreed first."""
    if not stars:
        return None
    here = [scorer_of(shape) for shape in standing_shapes(stars[-1])]
    times = {
        key: len({shape.star_id for star in stars for shape in standing_shapes(star) if scorer_of(shape) == key})
        for key in here
    }
    return next((key for key in here if times[key] > 1), here[0] if here else None)


def over_time(stars: Sequence[Star], scorer: str) -> list[Scoring]:
    """One scorer's first score, looking back, and latest, of sittings of one tool, oldest first.

    Somebody who scored once has a latest and no first, unless they looked back later: then that score is the first.
    """
    at = {star.pk: place for place, star in enumerate(stars)}
    on = {star.pk: star.drawn_on for star in stars}
    theirs = [shape for star in stars for shape in standing_shapes(star) if scorer_of(shape) == scorer]
    now = [shape for shape in theirs if shape.kind == Shape.Kind.NOW]
    back = [shape for shape in theirs if shape.kind == Shape.Kind.LOOKING_BACK][-1:]
    shown: list[Scoring] = []
    has_first = len(now) > 1 or bool(now and back and at[back[0].star_id] > at[now[0].star_id])
    if has_first:
        shown.append(_scoring(now[0], "First star", ShapeKind.FIRST, on[now[0].star_id]))
    if back:
        shown.append(_scoring(back[0], "Looking back to the first star", ShapeKind.RETROSPECTIVE, on[back[0].star_id]))
    if len(now) > 1 or (now and not has_first):
        label = "Latest star" if len(stars) > 1 else "First star"
        shown.append(_scoring(now[-1], label, ShapeKind.LATEST, on[now[-1].star_id]))
    return shown


def at_sitting(star: Star) -> list[Scoring]:
    """Everybody who scored at one sitting, beside one another; what was agreed is drawn solid."""
    shown = []
    for shape in standing_shapes(star):
        is_back = shape.kind == Shape.Kind.LOOKING_BACK
        kind = ShapeKind.LATEST if shape.scorer == Shape.Scorer.AGREED and not is_back else ShapeKind.OTHER
        shown.append(_scoring(shape, "Looking back" if is_back else "How things were", kind, star.drawn_on))
    return shown


def _scoring(shape: Shape, label: str, kind: ShapeKind, on: date) -> Scoring:
    scores = list(shape.scores.all())
    return Scoring(
        shape.pk,
        picture.Shape(label, kind, {each.spoke: each.score for each in scores}, scorer_in_words(shape), on),
        {each.spoke: each.in_their_words for each in scores if each.in_their_words},
    )


def latest_scores(stars: Sequence[Star]) -> dict[str, tuple[int, str, date]]:
    """Each spoke's score at the latest sitting, by whom and when: agreed if it was, else the first who scored it."""
    found: dict[str, tuple[int, str, date]] = {}
    for star in comparable(stars)[-1:]:
        for shape in standing_shapes(star):
            if shape.kind == Shape.Kind.NOW:
                for each in shape.scores.all():
                    if each.score is not None:
                        found.setdefault(each.spoke, (each.score, scorer_in_words(shape), star.drawn_on))
    return found
