"""What may be done in a family's file, and what comes next: pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NextStep:
    words: str
    button: str
    page: str
    when: str = ""
    href: str = ""


def next_step(
    *,
    is_allocated: bool,
    has_children: bool,
    owed_now: NextStep | None,
    has_star: bool,
    has_plan: bool,
    may: frozenset[str],
    at_once: NextStep | None = None,
) -> NextStep | None:
    """The one thing to do next: what is owed at once, what is owed, else the first thing missing that this
    worker's role may do."""
    add = NextStep("Say who is in the family: no child is recorded yet.", "Add somebody", "casefile:add_person")
    allocate = NextStep("No pod holds this family yet.", "Allocate the family", "caseload:allocate_family")
    star = NextStep("No star has been drawn yet.", "Draw the first star", "workbook:begin_star")
    plan = NextStep("There is no plan yet.", "Make the plan", "workbook:make_plan")
    missing = (
        (True, at_once),
        (not has_children, add),
        (not is_allocated, allocate),
        (True, owed_now),
        (not has_star, star),
        (not has_plan, plan),
    )
    for is_missing, step in missing:
        if is_missing and step and step.page.replace(":", ".") in may:
            return step
    return None
