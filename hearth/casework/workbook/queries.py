"""Named questions of the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from hearth.casework.caseload.queries import parts_of
from hearth.casework.family_help.models import Finding, View
from hearth.casework.partners.models import Professional
from hearth.casework.partners.telling import with_professionals
from hearth.casework.people.models import Family, FamilyMembership, Person
from hearth.casework.people.protection import what_may_be_told
from hearth.casework.people.queries import memberships_of
from hearth.casework.people.rules import WhatMayBeTold
from hearth.casework.workbook.may_be_them import may_be_or_act_for, somebody
from hearth.casework.workbook.models import CopyMade, Plan, Scale, Score, Shape, Star, Step
from hearth.casework.workbook.plan_content import content_of, page_of
from hearth.casework.workbook.plan_document import PlanOnAPage
from hearth.casework.workbook.safe_copy import (
    KeptBack,
    LeadsTo,
    OwnOnly,
    SafeCopy,
    from_whom,
    kept_back,
    safe_copy,
    what_is_kept_from_somebody,
)
from hearth.casework.workbook.star_story import scorer_in_words, standing_shapes
from hearth.foundation.council import council
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.staff.models import Organisation, Worker

_SCORES = Prefetch("scores", Score.objects.order_by("id"))
_SHAPES = Prefetch(
    "shapes",
    Shape.objects.select_related("person", "worker", "recorded_by", "withdrawn_by")
    .prefetch_related(_SCORES)
    .order_by("id"),
)
_STANDING_SHAPES = Prefetch(
    "shapes",
    Shape.objects.filter(withdrawn_at__isnull=True)
    .select_related("person", "worker")
    .prefetch_related(_SCORES)
    .order_by("id"),
)
_SCALES = Prefetch("scales", Scale.objects.order_by("position"))
_STEPS = Prefetch("steps", Step.objects.select_related("person", "worker", "done_by").order_by("position"))
_PART = FamilyMembership.Part
CARERS = {_PART.MOTHER, _PART.FATHER, _PART.PARENT, _PART.STEP_PARENT, _PART.GRANDPARENT}


# Who ------------------------------------------------------------------------------------------------------------------


def is_here(person: Person) -> bool:
    """Born and living: somebody who can score, or be given a copy."""
    return person.died_on is None and person.expected_on is None


@dataclass(frozen=True)
class CanScore:
    """Somebody who may have scored; `key` as in an address."""

    key: str
    name: str
    scorer: Shape.Scorer
    person: Person | None = None
    worker: Worker | None = None


def can_score(family: Family, *, me: Worker, on: date) -> list[CanScore]:
    """Agreed together, each child, each parent or carer, each worker with a part, and me."""
    found = [CanScore("agreed", "Agreed together", Shape.Scorer.AGREED)]
    for member in memberships_of(family, on=on):
        person = member.person
        if is_here(person) and (member.is_child or member.part in CARERS):
            scorer = Shape.Scorer.CHILD if member.is_child else Shape.Scorer.PARENT
            name = f"{person.name} ({member.get_part_display().lower()})"
            found.append(CanScore(f"{scorer}-{person.pk}", name, scorer, person=person))
    workers = {part.worker_id: part.worker for part in parts_of(family, on=on)} | {me.pk: me}
    for worker in workers.values():
        name = f"{worker.name} (me)" if worker == me else f"{worker.name} ({worker.job_title or worker.role_title})"
        found.append(CanScore(f"worker-{worker.pk}", name, Shape.Scorer.WORKER, worker=worker))
    return found


@dataclass(frozen=True)
class Doer:
    """Somebody a step may name."""

    name: str
    person: int | None = None
    worker: int | None = None


def doers(family: Family, *, me: Worker, on: date) -> list[Doer]:
    people = [
        Doer(one.person.name, person=one.person_id) for one in memberships_of(family, on=on) if is_here(one.person)
    ]
    workers = {part.worker_id: part.worker for part in parts_of(family, on=on)} | {me.pk: me}
    return [*people, *(Doer(worker.name, worker=number) for number, worker in workers.items())]


# The star -------------------------------------------------------------------------------------------------------------


def stars_of(family: Family) -> list[Star]:
    """Every sitting, oldest first, with its shapes and scores. Three statements, however many."""
    return list(
        Star.objects.filter(family=family)
        .select_related("begun_by")
        .prefetch_related(_SHAPES)
        .order_by("drawn_on", "id")
    )


def stars_to_draw(family: Family) -> list[Star]:
    """As `stars_of`, with no more than a picture and its words need."""
    return list(Star.objects.filter(family=family).prefetch_related(_STANDING_SHAPES).order_by("drawn_on", "id"))


def star_of(family: Family | int, number: int) -> Star | None:
    return Star.objects.filter(family=family, pk=number).select_related("family").prefetch_related(_SHAPES).first()


def shape_of(star: Star, number: int) -> Shape | None:
    return next((shape for shape in star.shapes.all() if shape.pk == number), None)


# The plan -------------------------------------------------------------------------------------------------------------


def plans_of(family: Family) -> QuerySet[Plan]:
    """Newest first."""
    return (
        Plan.objects.filter(family=family)
        .select_related("family", "made_by")
        .prefetch_related(_STEPS, _SCALES)
        .order_by("-version")
    )


def standing_plan(family: Family) -> Plan | None:
    return plans_of(family).filter(superseded_at__isnull=True).first()


def step_of(family: Family, number: int) -> Step | None:
    return Step.objects.filter(plan__family=family, pk=number).select_related("plan").first()


def copies_of(family: Family) -> QuerySet[CopyMade]:
    """Who has had which version, newest first."""
    return (
        CopyMade.objects.filter(plan__family=family)
        .select_related("plan", "made_by", "made_for")
        .order_by("-made_at", "-id")
    )


def copy_of(family: Family, number: int) -> CopyMade | None:
    return (
        CopyMade.objects.filter(plan__family=family, pk=number)
        .select_related("plan__family", "made_for")
        .prefetch_related("plan__steps", "plan__scales")
        .first()
    )


@dataclass(frozen=True)
class Saying:
    """Something already recorded that may go into the plan as it stands."""

    key: str
    who: str
    says: str
    source: str

    @property
    def as_written(self) -> str:
        return f"{self.who}: “{self.says.strip()}”" if self.who else self.says.strip()


def already_said(family: Family, stars: Sequence[Star]) -> list[Saying]:
    """The family's own words first (views of the latest assessment, words beside the latest star), then what workers found."""
    views = list(
        View.objects.filter(assessment__family=family, superseded_at__isnull=True)
        .exclude(says="")
        .select_related("person")
        .order_by("-assessment__started_on", "-assessment_id", "id")
    )
    said = [
        Saying(f"view-{view.pk}", view.person.first_name, view.says, f"told us on {date_in_words(view.told_on)}")
        for view in views
        if view.assessment_id == views[0].assessment_id
    ]
    for star in [star for star in stars if standing_shapes(star)][-1:]:
        said.extend(
            Saying(
                f"score-{score.pk}",
                shape.person.first_name if shape.person else scorer_in_words(shape),
                score.in_their_words,
                f"of “{star.label_of(score.spoke)}”, in the star of {date_in_words(star.drawn_on)}",
            )
            for shape in standing_shapes(star)
            for score in shape.scores.all()
            if score.in_their_words
        )
    findings = list(
        Finding.objects.filter(assessment__family=family, superseded_at__isnull=True)
        .select_related("child")
        .order_by("-assessment__started_on", "-assessment_id", "side", "id")
    )
    said.extend(
        Saying(
            f"finding-{found.pk}",
            "",
            found.says,
            f"the assessment, {found.get_side_display().lower()}"
            + (f", {found.child.first_name}" if found.child else f", {found.get_heading_display().lower()}"),
        )
        for found in findings
        if found.assessment_id == findings[0].assessment_id
    )
    return said


# A copy ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Recipient:
    """Whom a copy is made for: a person on record, or somebody outside by name and agency.

    Somebody outside gets no more than those from whom something is kept, unless a worker wrote `because` they may, of
    the protections numbered in `despite`: those that stood, and were read, when it was written.
    """

    name: str
    agency: str = ""
    person: Person | None = None
    because: str = ""
    despite: frozenset[int] = frozenset()

    @property
    def whom(self) -> str:
        return ", ".join(part for part in (self.name, self.agency) if part)


def recipients_of(family: Family, *, on: date) -> list[tuple[Recipient, str]]:
    """Everybody who is or was in the family and can be handed a page, with what they are to it."""
    memberships = FamilyMembership.objects.filter(family=family).select_related("person").order_by("-starts_on", "pk")
    latest: dict[int, FamilyMembership] = {}
    for one in memberships:
        latest.setdefault(one.person_id, one)
    found = sorted(latest.values(), key=lambda one: (one.is_child, one.person.born_on or date.max, one.pk))
    return [
        (
            Recipient(one.person.name, person=one.person),
            one.get_part_display().lower() + (", no longer in the family" if one.ends_on and one.ends_on <= on else ""),
        )
        for one in found
        if is_here(one.person)
    ]


@dataclass(frozen=True)
class CopyToMake:
    """A plan's copy for one recipient, as it goes onto the page, with what is kept back from them in words.

    Of one for somebody outside: `kept_from`, those from whom something of the family is kept; `may_be`, those of them
    whom the recipient may be or act for; `despite`, the protections a worker would have to answer for.
    """

    copy: SafeCopy
    kept_back: list[KeptBack]
    page: PlanOnAPage
    kept_from: tuple[str, ...] = ()
    may_be: tuple[str, ...] = ()
    despite: tuple[int, ...] = ()

    @property
    def is_strictest(self) -> bool:
        return bool(self.kept_from) and self.copy.own_only is not None


def copy_for(plan: Plan, recipient: Recipient, *, on: date) -> CopyToMake:
    """For a person on record, without what is kept from them. For somebody outside, while anything is kept from anybody,
    without all of that (the strictest copy), unless a worker answered for it and they cannot be one of those."""
    family = plan.family
    people = list(
        Person.objects.filter(memberships__family=family)
        .distinct()
        .prefetch_related("residences", "protections__kept_from")
        .order_by("pk")
    )
    person = recipient.person
    kept = from_whom(people, on)
    outside = {} if person else {each.pk: each for each in kept}
    likely = _likely(recipient, family, people, list(outside.values())) if outside else []
    despite = tuple(sorted(what_is_kept_from_somebody(people, on))) if outside else ()
    answered_for = bool(recipient.because) and not likely and recipient.despite >= set(despite)
    is_strictest = bool(outside) and not answered_for
    told = what_may_be_told(family, person or recipient.name, on, strictest=is_strictest)
    told = with_professionals(told, family)
    to = person.pk if person else None
    own_only = None
    if person and any(each.pk == to for each in kept):
        own_only = OwnOnly(recipient.name, person)
    elif is_strictest:
        names = " and ".join(dict.fromkeys(each.name for each in likely or outside.values()))
        own_only = OwnOnly(names, likely[0] if len(likely) == 1 else None)
    copy = safe_copy(
        content_of(plan),
        family=str(family),
        recipient=recipient.name,
        people=people,
        leading=_leading(family, told, on=on),
        told=told,
        to=to,
        council=council().name,
        on=on,
        own_only=own_only,
    )
    page = page_of(
        copy.content,
        family=copy.family,
        made_on=plan.made_on,
        made_for=recipient.whom,
        council=council().name,
    )
    return CopyToMake(
        copy,
        kept_back(people, told, to, on),
        page,
        kept_from=tuple(dict.fromkeys(each.name for each in outside.values())),
        may_be=tuple(dict.fromkeys(each.name for each in likely)),
        despite=despite,
    )


def _likely(
    recipient: Recipient, family: Family, people: Sequence[Person], kept_from: Sequence[Person]
) -> list[Person]:
    """Those of `kept_from` whom somebody written in may be or act for."""
    parts = dict(FamilyMembership.objects.filter(family=family).order_by("pk").values_list("person", "part"))
    numbers = {each.pk for each in kept_from}
    others = [somebody(each, parts[each.pk]) for each in people if each.pk not in numbers]
    return [
        each
        for each in kept_from
        if may_be_or_act_for(recipient.name, recipient.agency, somebody(each, parts.get(each.pk, "")), others)
    ]


def _leading(family: Family, told: WhatMayBeTold, *, on: date) -> list[LeadsTo]:
    """The professionals who may not be named, and partners' workers. The council's own are named: whom else to ring?"""
    found = [
        LeadsTo(each.name, each.agency)
        for each in Professional.objects.filter(family=family)
        if not told.may_name_professional(each.about_id)
    ]
    if told.may_name_professional(None):
        return found
    for part in parts_of(family, on=on):
        worker = part.worker
        if worker.employer.kind != Organisation.Kind.COUNCIL:
            found.append(LeadsTo(worker.name, worker.employer.name, worker.pk))
    return found
