"""What a plan says, apart from where it is kept: as typed, as recorded, as it goes onto a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hearth.casework.workbook import plan_document as document
from hearth.casework.workbook.models import Plan
from hearth.foundation import council as settings
from hearth.foundation.periods.words import date_in_words

WORRIES, HOPES, IF_WORSE = "What we are worried about", "What we want", "If things get worse"
SCALES = "Where we are, and where we want to be"


@dataclass(frozen=True)
class StepContent:
    """`person` or `worker` where whoever does it is one of them; `carried` is the step of the plan before that it was."""

    who: str
    does: str
    by_when: date | None = None
    person: int | None = None
    worker: int | None = None
    done_on: date | None = None
    carried: int | None = None


@dataclass(frozen=True)
class ScaleContent:
    label: str
    now: int
    wanted: int
    lowest: int = 1
    highest: int = 10
    spoke: str = ""


@dataclass(frozen=True)
class PlanContent:
    worries: str
    hopes: str
    if_worse: str
    review_on: date
    ring_name: str
    ring_role: str
    ring_phone: str
    steps: tuple[StepContent, ...] = ()
    scales: tuple[ScaleContent, ...] = ()


def content_of(plan: Plan) -> PlanContent:
    return PlanContent(
        worries=plan.worries,
        hopes=plan.hopes,
        if_worse=plan.if_worse,
        review_on=plan.review_on,
        ring_name=plan.ring_name,
        ring_role=plan.ring_role,
        ring_phone=plan.ring_phone,
        steps=tuple(
            StepContent(step.who, step.does, step.by_when, step.person_id, step.worker_id, step.done_on, step.pk)
            for step in sorted(plan.steps.all(), key=lambda step: step.position)
        ),
        scales=tuple(
            ScaleContent(scale.label, scale.now, scale.wanted, scale.lowest, scale.highest, scale.spoke)
            for scale in sorted(plan.scales.all(), key=lambda scale: scale.position)
        ),
    )


def page_of(content: PlanContent, *, family: str, made_on: date, made_for: str, council: str) -> document.PlanOnAPage:
    return document.PlanOnAPage(
        family=family,
        made_on=made_on,
        made_for=made_for,
        worry=content.worries,
        hope=content.hopes,
        steps=tuple(
            document.Step(step.who, step.does, step.by_when, step.done_on is not None) for step in content.steps
        ),
        scales=tuple(
            document.PlanScale(scale.label, scale.now, scale.wanted, scale.lowest, scale.highest)
            for scale in content.scales
        ),
        if_worse=content.if_worse,
        who_to_ring=(document.Contact(content.ring_name, content.ring_role, content.ring_phone),),
        next_review_on=content.review_on,
        council=council,
        colour=settings.council().colours.header,
    )


@dataclass(frozen=True)
class Difference:
    """One thing that two versions of a plan say differently; "" where one of them says nothing."""

    what: str
    was: str
    now: str


def differences(old: PlanContent, new: PlanContent) -> list[Difference]:
    pairs: list[tuple[str, str, str]] = [
        (WORRIES, old.worries, new.worries),
        (HOPES, old.hopes, new.hopes),
        (IF_WORSE, old.if_worse, new.if_worse),
        ("Next review", date_in_words(old.review_on), date_in_words(new.review_on)),
        ("Who to ring", _ring(old), _ring(new)),
        *_in_order("Step", [_step(step) for step in old.steps], [_step(step) for step in new.steps]),
        *_in_order("Scale", [_scale(scale) for scale in old.scales], [_scale(scale) for scale in new.scales]),
    ]
    return [Difference(what, was, now) for what, was, now in pairs if was != now]


def _in_order(what: str, old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    for place in range(max(len(old), len(new))):
        yield f"{what} {place + 1}", (old + [""] * len(new))[place], (new + [""] * len(old))[place]


def _ring(content: PlanContent) -> str:
    return ", ".join(part for part in (content.ring_name, content.ring_role, content.ring_phone) if part)


def _step(step: StepContent) -> str:
    by_when = f", by {date_in_words(step.by_when)}" if step.by_when else ""
    done = f" (done on {date_in_words(step.done_on)})" if step.done_on else ""
    return f"{step.who}: {step.does}{by_when}{done}"


def _scale(scale: ScaleContent) -> str:
    return f"{scale.label}: now {scale.now}, wanted {scale.wanted}"
