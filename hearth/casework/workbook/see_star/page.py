from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse

from hearth.casework.people.door import open_family
from hearth.casework.workbook import star_picture as picture
from hearth.casework.workbook.models import Shape, Star
from hearth.casework.workbook.queries import stars_of
from hearth.casework.workbook.rules import next_star_due
from hearth.casework.workbook.star_change import Distribution, StripRow, changes_of, draw_strip, strip_table
from hearth.casework.workbook.star_story import (
    Scoring,
    Tool,
    at_sitting,
    comparable,
    first_to_show,
    over_time,
    scored,
    scorer_in_words,
    scorer_of,
    scorers,
    standing_shapes,
    tool_of,
    withdrawn,
)
from hearth.foundation.council import closure_days, council
from hearth.foundation.periods.clocks import ClockState, state
from hearth.foundation.staff.pages import Request, page, show, today


@page
def see_star(request: Request, family: int) -> HttpResponse:
    """`?scorer=` shows one scorer over time, `?sitting=` everybody at one sitting; neither: who can show most."""
    held = open_family(request.worker, family, on=today())
    stars = stars_of(held)
    together = comparable(stars)
    chosen = _chosen_sitting(stars, request.GET.get("sitting"))
    offered = scorers(together)
    asked = request.GET.get("scorer")
    scorer = None if chosen else asked if asked in offered else first_to_show(together)
    shown = at_sitting(chosen) if chosen else over_time(together, scorer) if scorer else []
    of = chosen or (together[-1] if together else None)
    return show(
        request,
        {
            "family": held,
            "stars": [_Sitting.of(star, chosen) for star in reversed(stars)],
            "view": _View.of(tool_of(of), shown) if of else None,
            "shown": shown,
            "scorer": scorer,
            "scorers": {key: _as_heading(name) for key, name in offered.items()},
            "chosen": chosen,
            "left_aside": len(scored(stars)) - len(together),
            "strips": [] if chosen or not of else _strips(tool_of(of), shown),
            "clock": _clock(scored(stars)[-1].drawn_on) if together else None,
            "to_score": next((star for star in reversed(stars) if not standing_shapes(star)), None),
            "may_score": request.worker.may("workbook.score_star"),
        },
    )


def _chosen_sitting(stars: list[Star], asked: str | None) -> Star | None:
    if not asked:
        return None
    found = next((star for star in stars if str(star.pk) == asked), None)
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class _View:
    tool: Tool
    svg: str

    @classmethod
    def of(cls, tool: Tool, shown: list[Scoring]) -> _View:
        shapes = [each.drawn for each in shown]
        description = picture.describe(tool.spokes, shapes, scale=tool.scale)
        return cls(tool, picture.draw(tool.spokes, shapes, title="Web Star", description=description, scale=tool.scale))


@dataclass(frozen=True)
class _Sitting:
    star: Star
    shapes: list[tuple[Shape, str, str]]  # who in words, who as a key
    replaced: list[tuple[Shape, str]]
    is_chosen: bool

    @classmethod
    def of(cls, star: Star, chosen: Star | None) -> _Sitting:
        return cls(
            star,
            [(shape, _as_heading(scorer_in_words(shape)), scorer_of(shape)) for shape in standing_shapes(star)],
            [(shape, _as_heading(scorer_in_words(shape))) for shape in withdrawn(star)],
            star is chosen,
        )


@dataclass(frozen=True)
class _Strip:
    name: str
    title: str
    words: str
    svg: str
    rows: list[StripRow]


def _strips(tool: Tool, shown: list[Scoring]) -> list[_Strip]:
    """Against the first score and against looking back, each by itself: neither takes the other's place."""
    changes = changes_of(tool.spokes, [each.drawn for each in shown], scale=tool.scale)
    found: list[tuple[str, str, Distribution | None]] = [
        ("change-first", "Latest star against the first star", changes.against_first),
        ("change-back", "Latest star against looking back to the first", changes.against_retrospective),
        ("change-shift", "Looking back against the first star itself", changes.response_shift),
    ]
    return [
        _Strip(name, title, each.said, draw_strip(each, title=title, prefix=name), strip_table(each))
        for name, title, each in found
        if each
    ]


def _clock(drawn_on: date) -> tuple[date, ClockState]:
    due = next_star_due(drawn_on=drawn_on, weeks=council().clocks.star_weeks)
    return due, state(due, None, today(), closure_days())


def _as_heading(words: str) -> str:
    return words[:1].upper() + words[1:]
