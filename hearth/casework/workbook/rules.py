"""What may be done now with a star or a plan, and when each is due again. Pure: days are fed in."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten

from hearth.casework.people.likeness.sound import fold
from hearth.casework.workbook.models import CopyMade, Plan, Shape, Star, Step
from hearth.casework.workbook.safe_copy import SafeCopy
from hearth.casework.workbook.star_story import Tool, scored, tool_of
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.refusals import Refusal

MOST_STEPS, MOST_SCALES = 12, 3
_STYLED = frozenset(["mr", "mrs", "miss", "ms", "mx", "dr"])


def may_begin_star(stars: Sequence[Star], *, drawn_on: date, on: date) -> Refusal | None:
    if drawn_on > on:
        return Refusal("A star cannot be drawn on a day that has not come yet.", field="drawn_on")
    if any(star.drawn_on == drawn_on for star in stars):
        return Refusal(
            f"A star of {date_in_words(drawn_on)} is begun already. Add the scores to that one.", field="drawn_on"
        )
    return None


def may_look_back(star: Star, stars: Sequence[Star]) -> Refusal | None:
    """Looking back needs an earlier star, of the same tool, to look back to."""
    earlier = [each for each in scored(stars) if (each.drawn_on, each.pk) < (star.drawn_on, star.pk)]
    if not earlier:
        return Refusal("This is the first star, so there is no earlier one to look back to.")
    if not any(tool_of(each).is_comparable(tool_of(star)) for each in earlier):
        return Refusal(
            "The earlier stars were drawn with another version of the star. Scores are never compared across versions."
        )
    return None


def may_withdraw(shape: Shape) -> Refusal | None:
    return Refusal("These scores are withdrawn already.") if shape.withdrawn_at else None


def fits_the_tool(tool: Tool, scores: dict[str, int | None]) -> Refusal | None:
    keys = {spoke.key for spoke in tool.spokes}
    for spoke, score in scores.items():
        if spoke not in keys:
            return Refusal(f"This star has no spoke called {spoke}.")
        if score is not None and not tool.scale.lowest <= score <= tool.scale.highest:
            return Refusal(f"Scores run from {tool.scale.lowest} to {tool.scale.highest}.")
    return None


def next_star_due(*, drawn_on: date, weeks: int) -> date:
    """No law sets when a star is drawn again: `weeks` is the council's own (twelve are shipped; `field.md` 5)."""
    return drawn_on + timedelta(weeks=weeks)


@dataclass(frozen=True)
class OverdueStep:
    """A step of a plan past its day and not done, in one line."""

    words: str
    due_on: date


def overdue_step(step: Step, *, on: date) -> OverdueStep | None:
    if step.done_on is not None or step.by_when is None or step.by_when >= on:
        return None
    said = f"{step.who}: {' '.join(step.does.split()).rstrip('.')}"
    return OverdueStep(f"Step of the plan, {shorten(said, 120, placeholder=' …')}", step.by_when)


def may_set_review(*, review_on: date, on: date) -> Refusal | None:
    return Refusal("The review must be today or later.") if review_on < on else None


def may_finish(step: Step, plan: Plan, *, done_on: date, on: date) -> Refusal | None:
    if plan.superseded_at is not None:
        return Refusal("The plan was changed after you opened this page. Open the plan again to mark the step done.")
    if step.done_on is not None:
        return Refusal(f"This step is marked as done on {date_in_words(step.done_on)} already.")
    if done_on > on:
        return Refusal("A step cannot be done on a day that has not come yet.")
    return None


def file_names_of(copy: CopyMade) -> tuple[str, str]:
    """Of a copy's file: in plain letters for old browsers, and as the name is written. The first name and the number."""
    name = unicodedata.normalize("NFC", copy.made_for_name)
    kept = "".join(one if one in " -" or unicodedata.category(one)[0] in "LMN" else "" for one in name)
    first = next((word for word in kept.split() if word.casefold() not in _STYLED), "")
    plain, named = (f"plan-for-{name}" if name else "plan" for name in (fold(first).replace(" ", "-"), first))
    return f"{plain}-copy-{copy.pk}.pdf", f"{named}-copy-{copy.pk}.pdf"


def may_be_printed(copy: SafeCopy, recipient: str) -> Refusal | None:
    """Nothing is printed with a sentence blanked: the worker rewords what gives something away."""
    if copy.may_be_printed:
        return None
    if copy.own_only and copy.nothing_theirs:
        whom = "them" if copy.own_only.kept_from == recipient else copy.own_only.kept_from
        return Refusal(
            f"No copy is printed for {recipient}: something is kept from {whom} in this family, and nothing of this plan "
            "is theirs to do. Ring them instead."
        )
    where = "; ".join(
        f"{each.where} says {' and '.join(f'“{word}”' for word in each.says)}" for each in copy.gives_away
    )
    return Refusal(
        f"This copy cannot be printed for {recipient}, who must not be told this: {where}. "
        "Change the plan so that it does not say it."
    )


def may_answer_for(recipient: str, may_be: Sequence[str]) -> Refusal | None:
    """Whether a worker may answer for giving somebody outside what is kept from others: never to whom it may lead back."""
    if not may_be:
        return None
    names = " or ".join(may_be)
    return Refusal(
        f"{recipient} may be {names}, or act for them, so this copy cannot say what is kept from {names}. If they are "
        "somebody else, go back and write their full name, and whom they act for.",
        field="because",
    )
