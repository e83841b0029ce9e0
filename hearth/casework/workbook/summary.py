"""What a family's own page shows of its workbook: the star in two shapes, and the plan's lines that matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hearth.casework.people.models import Family
from hearth.casework.workbook import star_picture as picture
from hearth.casework.workbook.models import Plan, Step
from hearth.casework.workbook.queries import stars_to_draw
from hearth.casework.workbook.rules import OverdueStep, next_star_due, overdue_step
from hearth.casework.workbook.star_change import Changes, changes_of
from hearth.casework.workbook.star_picture import Scale, Spoke
from hearth.casework.workbook.star_story import comparable, first_to_show, over_time, tool_of
from hearth.foundation.council import closure_days, council
from hearth.foundation.periods.clocks import ClockState, state


@dataclass(frozen=True)
class StarSummary:
    """One scorer's first and latest shape (agreed, if they agreed), as `star_picture.draw` takes them, and in words."""

    spokes: tuple[Spoke, ...]
    scale: Scale
    shapes: tuple[picture.Shape, ...]
    words: str
    changes: Changes
    drawn_on: date
    due_on: date
    state: ClockState

    def draw(self, *, title: str = "Web Star", prefix: str = "star") -> str:
        return picture.draw(
            self.spokes, self.shapes, title=title, description=self.words, scale=self.scale, prefix=prefix
        )


@dataclass(frozen=True)
class PlanSummary:
    """`steps_done` of `steps`; `next_step` is the first that is not done, soonest first, `overdue` if its day is past."""

    plan: Plan
    worries: str
    hopes: str
    steps: int
    steps_done: int
    next_step: str
    overdue: OverdueStep | None
    review_on: date
    state: ClockState


def star_summary(family: Family, *, on: date) -> StarSummary | None:
    """None until somebody has scored. Three statements."""
    stars = comparable(stars_to_draw(family))
    scorer = first_to_show(stars)
    if scorer is None:
        return None
    tool, drawn_on = tool_of(stars[-1]), stars[-1].drawn_on
    shapes = tuple(each.drawn for each in over_time(stars, scorer))
    due = next_star_due(drawn_on=drawn_on, weeks=council().clocks.star_weeks)
    return StarSummary(
        spokes=tool.spokes,
        scale=tool.scale,
        shapes=shapes,
        words=picture.describe(tool.spokes, shapes, scale=tool.scale),
        changes=changes_of(tool.spokes, shapes, scale=tool.scale),
        drawn_on=drawn_on,
        due_on=due,
        state=state(due, None, on, closure_days()),
    )


def plan_summary(family: Family, *, on: date) -> PlanSummary | None:
    """None until a plan is made. Two statements."""
    plan = Plan.objects.filter(family=family, superseded_at__isnull=True).first()
    if plan is None:
        return None
    steps = list(Step.objects.filter(plan=plan).order_by("position"))
    open_steps = sorted((step for step in steps if step.done_on is None), key=lambda step: step.by_when or date.max)
    return PlanSummary(
        plan=plan,
        worries=plan.worries,
        hopes=plan.hopes,
        steps=len(steps),
        steps_done=len(steps) - len(open_steps),
        next_step=f"{open_steps[0].who}: {open_steps[0].does}" if open_steps else "",
        overdue=next((late for step in open_steps if (late := overdue_step(step, on=on))), None),
        review_on=plan.review_on,
        state=state(plan.review_on, None, on, closure_days()),
    )
