"""Named questions of assessments, visits and episodes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Max, Q, QuerySet

from hearth.casework.family_help.models import Assessment, Edition, Episode, Factor, Finding, SeenOnVisit, View, Visit
from hearth.casework.family_help.outcomes import outcome_of
from hearth.casework.family_help.rules import (
    AssessmentFacts,
    ChildFacts,
    Running,
    assessment_clock,
    unanswered_referral,
    visit_clock,
)
from hearth.casework.people.models import Family, FamilyMembership, Person
from hearth.casework.people.queries import memberships_of
from hearth.foundation.codes import FACTORS_NEVER_WITH_ANOTHER, AssessmentFactor, collection_year
from hearth.foundation.council import closure_days, council
from hearth.foundation.periods.period import age_on

Heading = Finding.Heading
Side = Finding.Side
SHARED = (Heading.PARENTING, Heading.ENVIRONMENT)


# Who is in the family ------------------------------------------------------------------------------------------------


def children_of(family: Family, *, on: date) -> list[Person]:
    return [one.person for one in memberships_of(family, on=on) if one.is_child]


def child_of(family: Family, number: int, *, on: date) -> Person | None:
    return next((child for child in children_of(family, on=on) if child.pk == number), None)


def member_of(family: Family, number: int, *, on: date) -> FamilyMembership | None:
    return next((one for one in memberships_of(family, on=on) if one.person_id == number), None)


# Episodes ------------------------------------------------------------------------------------------------------------


def open_episodes(family: Family) -> QuerySet[Episode]:
    """The open episodes of this family's children, earliest referral first."""
    return Episode.objects.filter(family=family, closed_on__isnull=True).order_by("referred_on", "id")


def needs_of(episodes: Iterable[Episode]) -> list[str]:
    """The primary needs that are recorded of them, each once."""
    return sorted({episode.primary_need for episode in episodes if episode.primary_need})


@dataclass(frozen=True)
class Referral:
    """The children who were referred on one day."""

    referred_on: date
    episodes: tuple[Episode, ...]

    @property
    def key(self) -> str:
        return f"{self.referred_on:%Y%m%d}"

    @property
    def is_of_several(self) -> bool:
        return len(self.episodes) > 1


def referrals_of(family: Family, children: Iterable[Person], *, on: date) -> list[Referral]:
    """Latest first: the episodes of this family and of those who are its children now, wherever they were referred, that
    are open or that the census of this year or the one before still asks of."""
    still_asked = date(collection_year(on) - 2, 4, 1)
    found = (
        Episode.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=still_asked))
        .filter(Q(family=family) | Q(person__in=[child.pk for child in children]))
        .select_related("person")
        .order_by("-referred_on", "person__born_on", "pk")
    )
    return [Referral(day, tuple(each)) for day, each in groupby(found, key=lambda episode: episode.referred_on)]


# Assessments ---------------------------------------------------------------------------------------------------------


def assessments_of(family: Family, children: Iterable[Person]) -> QuerySet[Assessment]:
    """Newest first: the family's own, and those brought in from elsewhere that are of one child alone."""
    of_child = Q(family__isnull=True, person__in=[child.pk for child in children])
    return Assessment.objects.filter(Q(family=family) | of_child).order_by("-started_on", "-id")


def assessment_of(family: Family, number: int) -> Assessment | None:
    """The family's own assessment of that number."""
    return (
        Assessment.objects.filter(family=family, pk=number)
        .select_related("started_by", "sent_by", "authorised_by")
        .first()
    )


def assessment_being_written(family: Family) -> Assessment | None:
    return Assessment.objects.filter(family=family).exclude(state=Assessment.State.AUTHORISED).first()


def unanswered_referral_of(family: Family, episodes: Sequence[Episode]) -> date | None:
    """The earliest open referral that waits for an assessment: the family's own, or one brought in of one of its children."""
    brought_in = Q(family__isnull=True, person__in=[episode.person_id for episode in episodes])
    return unanswered_among(Assessment.objects.filter(Q(family=family) | brought_in), episodes)


def unanswered_among(assessments: Iterable[Assessment], episodes: Sequence[Episode]) -> date | None:
    """As `unanswered_referral_of`, of what has been read already; of those of a child alone, only one helped now counts."""
    helped = {episode.person_id for episode in episodes}
    begun = [
        one.started_on
        for one in assessments
        if one.state == Assessment.State.AUTHORISED and (one.family_id or one.person_id in helped)
    ]
    return unanswered_referral([one.referred_on for one in episodes], last_begun_on=max(begun, default=None))


def clock_of(assessment: Assessment, *, on: date) -> Running:
    return assessment_clock(
        referred_on=assessment.referred_on, authorised_on=assessment.authorised_on, on=on, closures=closure_days()
    )


def clock_from(referred_on: date, *, on: date) -> Running:
    """The clock of an assessment not yet authorised, or not yet begun."""
    return assessment_clock(referred_on=referred_on, authorised_on=None, on=on, closures=closure_days())


@dataclass(frozen=True)
class HeadingPart:
    """What stands under one heading, about the family or one child."""

    heading: Finding.Heading
    worrying: Finding | None
    going_well: Finding | None

    @property
    def is_there(self) -> bool:
        return bool(self.worrying or self.going_well)


@dataclass(frozen=True)
class ChildPart:
    """What an assessment holds for one child beside what is shared: written for this child alone."""

    person: Person
    needs: HeadingPart
    own: tuple[HeadingPart, ...]
    factors: tuple[AssessmentFactor, ...]
    view: View | None


@dataclass(frozen=True)
class Whole:
    """An assessment with everything that stands in it. What is shared is held once, and shown under each child."""

    assessment: Assessment
    shared: tuple[HeadingPart, ...]
    children: tuple[ChildPart, ...]
    adults: tuple[tuple[FamilyMembership, View | None], ...]

    @property
    def decision(self) -> str:
        outcome = outcome_of(self.assessment.decision)
        return str(outcome.label) if outcome else self.assessment.decision


def whole_of(assessment: Assessment, members: Sequence[FamilyMembership]) -> Whole:
    """Three statements, however many children: findings, factors, views that stand.

    A child named in it who has left the family since is still shown.
    """
    findings = list(
        Finding.objects.filter(assessment=assessment, superseded_at__isnull=True).select_related("child", "written_by")
    )
    factors = list(Factor.objects.filter(assessment=assessment).select_related("child"))
    views = {
        view.person_id: view
        for view in View.objects.filter(assessment=assessment, superseded_at__isnull=True).select_related(
            "person", "written_by"
        )
    }
    children = {one.person_id: one.person for one in members if one.is_child}
    named = [finding.child for finding in findings if finding.child] + [factor.child for factor in factors]
    for child in named:
        children.setdefault(child.pk, child)
    standing = {(one.child_id, one.heading, one.side): one for one in findings}
    codes = defaultdict(list)
    for factor in factors:
        codes[factor.child_id].append(factor.code)

    def part(heading: Finding.Heading, child: int | None) -> HeadingPart:
        return HeadingPart(
            heading, standing.get((child, heading, Side.WORRYING)), standing.get((child, heading, Side.GOING_WELL))
        )

    return Whole(
        assessment,
        shared=tuple(part(heading, None) for heading in SHARED),
        children=tuple(
            ChildPart(
                person,
                needs=part(Heading.NEEDS, number),
                own=tuple(one for heading in SHARED if (one := part(heading, number)).is_there),
                factors=in_order(codes[number]),
                view=views.get(number),
            )
            for number, person in children.items()
        ),
        adults=tuple((one, views.get(one.person_id)) for one in members if not one.is_child),
    )


def in_order(codes: Iterable[str]) -> tuple[AssessmentFactor, ...]:
    """The factors in the order of the published list. A code that is none of ours is left out."""
    held = {AssessmentFactor.read(code) for code in codes}
    return tuple(factor for factor in AssessmentFactor if factor in held)


def facts_of(whole: Whole, *, on: date) -> AssessmentFacts:
    parenting, environment = whole.shared
    return AssessmentFacts(
        is_being_written=whole.assessment.state == Assessment.State.WRITING,
        has_parenting=parenting.is_there,
        has_environment=environment.is_there,
        has_analysis=bool(whole.assessment.analysis.strip()),
        has_decision=bool(whole.assessment.decision),
        is_an_end=(decided := outcome_of(whole.assessment.decision)) is not None and decided.is_an_end,
        children=tuple(
            ChildFacts(
                name=child.person.first_name,
                age=None if child.person.born_on is None else age_on(child.person.born_on, on),
                has_factors=bool(child.factors),
                has_no_factors=not FACTORS_NEVER_WITH_ANOTHER.isdisjoint(child.factors),
                has_needs=child.needs.is_there,
                has_view=child.view is not None,
            )
            for child in whole.children
        ),
    )


def standing_findings(assessment: Assessment, *, heading: str, child: int | None) -> dict[str, Finding]:
    """What stands under a heading, by side."""
    found = Finding.objects.filter(
        assessment=assessment, heading=heading, child=child, superseded_at__isnull=True
    ).select_related("written_by")
    return {one.side: one for one in found}


def finding_of(assessment: Assessment, number: int | None) -> Finding | None:
    """A finding of this assessment, standing or superseded."""
    return Finding.objects.filter(assessment=assessment, pk=number).first() if number else None


def earlier_findings(finding: Finding | None) -> list[Finding]:
    """What was written before under the same heading and side, newest first."""
    if finding is None:
        return []
    return list(
        Finding.objects.filter(
            assessment=finding.assessment_id,
            heading=finding.heading,
            side=finding.side,
            child=finding.child_id,
            superseded_at__isnull=False,
        )
        .select_related("written_by")
        .order_by("-id")
    )


def standing_view(assessment: Assessment, person: int) -> View | None:
    return (
        View.objects.filter(assessment=assessment, person=person, superseded_at__isnull=True)
        .select_related("written_by")
        .first()
    )


def chosen_factors(assessment: Assessment) -> set[tuple[int, str]]:
    """Each child's number with a code chosen for them."""
    return set(Factor.objects.filter(assessment=assessment).values_list("child_id", "code"))


def editions_of(assessment: Assessment) -> QuerySet[Edition]:
    """What its analysis, decision and returns said, newest first."""
    return Edition.objects.filter(assessment=assessment).select_related("written_by").order_by("-id")


# Visits --------------------------------------------------------------------------------------------------------------


def visits_of(family: Family, *, child: int | None = None, oldest_first: bool = False) -> QuerySet[Visit]:
    """With who was seen and who wrote; `child` leaves only the visits on which that child was seen."""
    visits = Visit.objects.filter(family=family).select_related("written_by").prefetch_related("seen__child")
    if child is not None:
        visits = visits.filter(seen__child=child)
    return visits.order_by("visited_on", "id") if oldest_first else visits.order_by("-visited_on", "-id")


# Longer than the usual time between visits, so that few are left to look further for; short, so that few rows are read.
_LATELY = timedelta(weeks=6)


def last_seen_on(children: Iterable[int], *, on: date) -> dict[int, date]:
    """When each child was last seen on a visit; a child who never was is absent. At most two statements: most were
    seen lately, and only of the others is every visit there ever was looked through."""
    asked = list(children)
    lately = _latest(SeenOnVisit.objects.filter(child__any=asked, visit__visited_on__gt=on - _LATELY))
    others = [child for child in asked if child not in lately]
    return lately | _latest(SeenOnVisit.objects.filter(child__any=others)) if others else lately


def _latest(seen: QuerySet[SeenOnVisit]) -> dict[int, date]:
    return dict(seen.values_list("child").annotate(last=Max("visit__visited_on")))


@dataclass(frozen=True)
class Seen:
    """One child's visiting: when last seen, and the clock if help is open."""

    child: Person
    last_seen_on: date | None
    clock: Running | None


def visiting_of(children: Sequence[Person], episodes: Iterable[Episode], *, on: date) -> list[Seen]:
    """Each child with when they were last seen. An unborn child cannot be seen, so has no clock."""
    referred = {episode.person_id: episode.referred_on for episode in episodes}
    seen = last_seen_on((child.pk for child in children), on=on)
    return [
        Seen(
            child,
            seen.get(child.pk),
            visit_clock(
                last_seen_on=seen.get(child.pk),
                referred_on=referred[child.pk],
                every=council().clocks.child_in_need_visit_days,
                on=on,
                closures=closure_days(),
            )
            if child.pk in referred and not is_unborn(child)
            else None,
        )
        for child in children
    ]


def is_unborn(person: Person) -> bool:
    return is_expected(person.born_on, person.expected_on)


def is_expected(born_on: date | None, expected_on: date | None) -> bool:
    return born_on is None and expected_on is not None
