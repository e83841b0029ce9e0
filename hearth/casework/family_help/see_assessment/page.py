from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.urls import reverse

from hearth.casework.family_help.models import Assessment
from hearth.casework.family_help.queries import (
    ChildPart,
    Heading,
    Whole,
    assessments_of,
    clock_from,
    clock_of,
    facts_of,
    open_episodes,
    unanswered_among,
    whole_of,
)
from hearth.casework.family_help.rules import AssessmentFacts, may_send
from hearth.casework.people.door import open_family
from hearth.casework.people.models import FamilyMembership
from hearth.casework.people.queries import memberships_of
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.pages import Request, page, show, today


@dataclass(frozen=True)
class Task:
    title: str
    href: str
    is_done: bool
    is_needed: bool = True


@page
def see_assessment(request: Request, family: int) -> HttpResponse:
    """The latest assessment, or the one `assessment` names; `show` is "write", "whole" or a child's number."""
    held = open_family(request.worker, family, on=today())
    members = memberships_of(held, on=today())
    children = [one.person for one in members if one.is_child]
    every = list(assessments_of(held, children).select_related("person", "started_by", "sent_by", "authorised_by"))
    named = request.GET.get("assessment", "")
    assessment = next((one for one in every if not named or str(one.pk) == named), None)
    if named and assessment is None:
        raise Http404
    episodes = list(open_episodes(held))
    waiting_from = unanswered_among(every, episodes)
    context = {
        "family": held,
        "every": every,
        "assessment": assessment,
        "may_begin": request.worker.may("family_help.begin_assessment") and bool(episodes),
        "may_close": request.worker.may("family_help.close_help") and bool(episodes),
        "is_any_written": any(not one.authorised_on and one.family_id for one in every),
        "waiting": clock_from(waiting_from, on=today()) if waiting_from else None,
    }
    if assessment is not None:
        context |= _shown(request, assessment, members)
    return show(request, context)


def _shown(request: Request, assessment: Assessment, members: Sequence[FamilyMembership]) -> dict[str, object]:
    whole = whole_of(assessment, members)
    facts = facts_of(whole, on=today())
    tasks = _tasks(request.worker, whole, facts, on=today()) if facts.is_being_written and assessment.family_id else []
    asked = request.GET.get("show", "write" if tasks else "whole")
    child = next((one for one in whole.children if str(one.person.pk) == asked), None)
    todo = next((task for _, part in tasks for task in part if task.is_needed and not task.is_done), None)
    return {
        "whole": whole,
        "clock": clock_of(assessment, on=today()),
        "tasks": tasks,
        "child": child,
        "shows_tasks": bool(tasks) and child is None and asked == "write",
        "todo": todo,
        "refusal": may_send(facts),
        "may_send": request.worker.may("family_help.send_assessment"),
        "may_authorise": request.worker.may("family_help.authorise_assessment")
        and assessment.sent_by_id != request.worker.pk,
    }


def _tasks(worker: Worker, whole: Whole, facts: AssessmentFacts, *, on: date) -> list[tuple[str, list[Task]]]:
    """What is to be written, as far as the worker's role reaches, in the order of the work."""
    shared = [
        Task(part.heading.label, _to(worker, whole, "write_finding", heading=part.heading.value), part.is_there)
        for part in whole.shared
    ]
    factors = Task("Factors", _to(worker, whole, "choose_factors"), all(child.has_factors for child in facts.children))
    parts = [("The whole family", [*shared, factors])]
    for child, fact in zip(whole.children, facts.children, strict=True):
        parts.append(
            (_as_a_title(child.person.first_name), _tasks_of(worker, whole, child, must_be_heard=fact.must_be_heard))
        )
    adults = [
        Task(
            f"{member.person.first_name}’s views",
            _to(worker, whole, "record_view", person=member.person_id),
            view is not None,
            is_needed=False,
        )
        for member, view in whole.adults
    ]
    analysis = Task(
        "Analysis and decision", _to(worker, whole, "write_assessment"), facts.has_analysis and facts.has_decision
    )
    every = [*parts, ("The adults", adults), ("Bringing it together", [analysis])]
    reached = [(title, [task for task in tasks if task.href]) for title, tasks in every]
    return [(title, tasks) for title, tasks in reached if tasks]


def _tasks_of(worker: Worker, whole: Whole, child: ChildPart, *, must_be_heard: bool) -> list[Task]:
    name, number = child.person.first_name, child.person.pk
    own = {part.heading for part in child.own}
    return [
        Task(
            f"{name}’s developmental needs",
            _to(worker, whole, "write_finding", heading=Heading.NEEDS.value, child=number),
            child.needs.is_there,
        ),
        Task(
            f"{name}’s views",
            _to(worker, whole, "record_view", person=number),
            child.view is not None,
            is_needed=must_be_heard,
        ),
        *(
            Task(
                f"{part.heading.label}, where it differs for {name}",
                _to(worker, whole, "write_finding", heading=part.heading.value, child=number),
                part.heading in own,
                is_needed=False,
            )
            for part in whole.shared
        ),
    ]


def _to(worker: Worker, whole: Whole, slice: str, **where: object) -> str:
    """The address of a slice, or nothing when the worker's role does not reach it."""
    if not worker.may(f"family_help.{slice}"):
        return ""
    assessment = whole.assessment
    return reverse(
        f"family_help:{slice}", kwargs={"family": assessment.family_id, "assessment": assessment.pk, **where}
    )


def _as_a_title(name: str) -> str:
    """“Unborn baby Freshwater” over the parts that are “unborn baby Freshwater’s”."""
    return name[:1].upper() + name[1:]
