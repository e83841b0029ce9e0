"""What is true of a family's team on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hearth.casework.caseload.models import Involvement
from hearth.foundation.refusals import Refusal
from hearth.foundation.staff.models import Team, Worker

# Which part a practitioner usually plays, from their job's own words; the manager can choose another.
_PART_BY_WORD = (
    ("domestic", Involvement.Part.DOMESTIC_ABUSE),
    ("perpetrator", Involvement.Part.DOMESTIC_ABUSE),
    ("mental", Involvement.Part.MENTAL_HEALTH),
    ("psycholog", Involvement.Part.MENTAL_HEALTH),
    ("drug", Involvement.Part.SUBSTANCES),
    ("alcohol", Involvement.Part.SUBSTANCES),
    ("substance", Involvement.Part.SUBSTANCES),
    ("family", Involvement.Part.FAMILY_WORKER),
)


def usual_part(worker: Worker) -> Involvement.Part:
    title = worker.job_title.lower()
    return next((part for word, part in _PART_BY_WORD if word in title), Involvement.Part.OTHER)


def may_be_allocated(team: Team, lead: Worker, beside: Sequence[Worker], *, on: date) -> Refusal | None:
    if team.ends_on and team.ends_on <= on:
        return Refusal(f"{team.name} has closed. Choose another pod.")
    gone = next((worker for worker in (lead, *beside) if not worker.works_here(on=on)), None)
    if gone:
        return Refusal(f"{gone.name} no longer works here. Choose somebody else.")
    if lead in beside:
        return Refusal(f"{lead.name} leads. Choose somebody else to work beside.")
    return None


def may_end(part: Involvement) -> Refusal | None:
    if part.ends_on is not None:
        return Refusal("This part has ended already.")
    if part.part == Involvement.Part.LEAD:
        return Refusal("A family always has a lead. Allocate the family again to change who leads.")
    return None
