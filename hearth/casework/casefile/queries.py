"""Named questions of a whole family or person: each a fixed number of statements, however many people there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from hearth.casework.chronology.models import Line
from hearth.casework.family_help.models import Assessment, Episode, Factor
from hearth.casework.people.models import Family, FamilyMembership, Person, Protection, Residence
from hearth.foundation.audit.models import Event
from hearth.foundation.codes import (
    AssessmentFactor,
    ClosureReason,
    Disability,
    Ethnicity,
    PrimaryNeed,
    ReferralSource,
    Sex,
    UPNUnknown,
)
from hearth.foundation.periods.rows import standing
from hearth.foundation.staff.models import Grant, Restriction, TeamMembership, Worker


@dataclass(frozen=True)
class Member:
    """Somebody in a family, with where they live and have lived, and what is kept from whom."""

    membership: FamilyMembership
    person: Person
    home: Residence | None
    past_homes: tuple[Residence, ...]
    coming_homes: tuple[Residence, ...]
    protections: tuple[Protection, ...]
    lives_with: tuple[str, ...]

    @property
    def is_child(self) -> bool:
        return self.membership.is_child


def household_of(family: Family, *, on: date) -> list[Member]:
    """Everybody in the family that day: children eldest first and the unborn last, then the adults. Three statements."""
    found = (
        FamilyMembership.objects.filter(standing(on), family=family)
        .select_related("person")
        .prefetch_related(
            "person__residences",
            Prefetch("person__protections", Protection.objects.select_related("kept_from")),
        )
    )
    memberships = sorted(found, key=lambda each: (not each.is_child, each.person.born_on or date.max, each.pk))
    homes = {each.person_id: home_on(each.person, on) for each in memberships}
    return [_member(each, memberships, homes, on) for each in memberships]


def _member(
    membership: FamilyMembership,
    memberships: list[FamilyMembership],
    homes: Mapping[int, Residence | None],
    on: date,
) -> Member:
    person, home = membership.person, homes[membership.person_id]
    residences = sorted(person.residences.all(), key=lambda each: each.starts_on, reverse=True)
    return Member(
        membership=membership,
        person=person,
        home=home,
        past_homes=tuple(each for each in residences if each.ends_on and each.ends_on <= on),
        coming_homes=tuple(each for each in residences if each.starts_on > on),
        protections=tuple(
            each
            for each in sorted(person.protections.all(), key=lambda each: each.pk)
            if each.starts_on <= on and (each.ends_on is None or each.ends_on > on)
        ),
        lives_with=tuple(
            other.person.first_name
            for other in memberships
            if other.person_id != person.pk and home and is_same_home(home, homes[other.person_id])
        ),
    )


def home_on(person: Person, on: date) -> Residence | None:
    return next(
        (each for each in person.residences.all() if each.starts_on <= on and (not each.ends_on or each.ends_on > on)),
        None,
    )


def is_same_home(home: Residence, other: Residence | None) -> bool:
    return other is not None and (home.address, home.postcode) == (other.address, other.postcode)


def past_members_of(family: Family, *, on: date) -> QuerySet[FamilyMembership]:
    return FamilyMembership.objects.filter(family=family, ends_on__lte=on).select_related("person").order_by("-ends_on")


def restriction_of(family: Family) -> Restriction | None:
    return Restriction.objects.filter(record=family.pk).select_related("made_by").first()


def episodes_of(people: Iterable[Person]) -> dict[int, list[Episode]]:
    found: dict[int, list[Episode]] = defaultdict(list)
    for episode in Episode.objects.filter(person__in=list(people)).order_by("-referred_on", "-pk"):
        found[episode.person_id].append(episode)
    return found


@dataclass(frozen=True)
class Assessed:
    assessment: Assessment
    factors: tuple[AssessmentFactor, ...]


def assessments_of(person: Person) -> list[Assessed]:
    """The assessments somebody was in, newest first, each with the factors found for them: their own, and their families'."""
    found = list(
        Assessment.objects.filter(Q(person=person) | Q(family__memberships__person=person))
        .select_related("family")
        .distinct()
        .order_by("-started_on", "-pk")
    )
    codes: dict[int, list[AssessmentFactor]] = defaultdict(list)
    for factor in Factor.objects.filter(assessment__in=found, child=person):
        codes[factor.assessment_id].append(AssessmentFactor(factor.code))
    order = list(AssessmentFactor)
    return [Assessed(each, tuple(sorted(codes[each.pk], key=order.index))) for each in found]


# Who may open it, and who has ------------------------------------------------------------------------------------------


def named_on(family: Family) -> list[Worker]:
    """The workers named on a restricted record now."""
    grants = Grant.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=Now()), record=family.pk, kind=Grant.Kind.NAMED
    )
    return list(Worker.objects.filter(pk__in=grants.values("worker")).order_by("family_name", "known_as"))


def who_may_open(family: Family, *, on: date) -> list[Worker]:
    """Everybody the standing grants on the family reach, by themselves or through a team."""
    grants = Grant.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=Now()), record=family.pk, starts_at__lte=Now()
    ).exclude(kind=Grant.Kind.EMERGENCY)
    in_teams = Q(memberships__in=TeamMembership.objects.filter(standing(on), team__in=grants.values("team")))
    return list(
        Worker.objects.filter(standing(on), Q(pk__in=grants.values("worker")) | in_teams, is_active=True)
        .exclude(role="system")
        .distinct()
        .order_by("family_name", "known_as")
    )


def workers_by_email(emails: Iterable[str], *, on: date) -> dict[str, Worker]:
    asked = Q()
    for email in emails:
        asked |= Q(email__iexact=email)
    if not asked:
        return {}
    return {each.email.lower(): each for each in Worker.objects.filter(standing(on), asked, is_active=True)}


@dataclass(frozen=True)
class Looked:
    """One line of who has looked: when, who, at what, and by what right."""

    at: datetime
    worker: Worker | None
    did: str
    about: str
    because: str
    is_emergency: bool


def events_about(family: Family, *, worker: int | None = None, kinds: Iterable[str] = ()) -> QuerySet[Event]:
    """What was read or done in the family's record and in those of its people, newest first."""
    people = FamilyMembership.objects.filter(family=family).values_list("person", flat=True)
    events = Event.objects.filter(record__in=[family.pk, *people]).order_by("-at", "-pk")
    if worker is not None:
        events = events.filter(worker=worker)
    return events.filter(kind__in=list(kinds)) if kinds else events


def lookers_at(family: Family) -> list[Worker]:
    """Everybody who has looked at or done something in the record, by name."""
    seen = events_about(family).order_by().values_list("worker", flat=True).distinct()
    return list(Worker.objects.filter(pk__in=[each for each in seen if each]).order_by("family_name", "known_as"))


def told_of(events: Iterable[Event], family: Family) -> list[Looked]:
    """The events in words. Five statements for a page of them."""
    rows = list(events)
    workers = Worker.objects.in_bulk({row.worker for row in rows if row.worker})
    people = Person.objects.in_bulk({row.record for row in rows if row.record and row.record != family.pk})
    emergencies = set(
        Grant.objects.filter(
            pk__in={row.details.get("grant") for row in rows if row.details.get("grant")}, kind=Grant.Kind.EMERGENCY
        ).values_list("pk", flat=True)
    )
    told = [_told(row, workers, people, emergencies) for row in rows]
    granted = _granted_then(rows, family)
    rights: dict[int, str] = {}
    for place in range(len(told) - 1, -1, -1):  # an act was done by the right of the page it was done from
        worker = rows[place].worker or 0
        if told[place].because:
            rights[worker] = told[place].because
        else:
            because = _why(rows[place], told[place].worker, rights.get(worker, "") or granted.get(rows[place].pk, ""))
            told[place] = replace(told[place], because=because)
    return told


def _granted_then(rows: Iterable[Event], family: Family) -> dict[int, str]:
    """By event, the words of the grant that stood when an act was done: the worker's own, else one of their teams'."""
    acts = [row for row in rows if row.kind == Event.Kind.ACT and row.worker]
    grants = list(Grant.objects.filter(record__in={family.pk, *(row.record for row in acts)}).order_by("-pk"))
    teams = list(TeamMembership.objects.filter(worker__in={row.worker for row in acts}))
    found = {}
    for row in acts:
        day = timezone.localdate(row.at)
        theirs = {
            each.team_id
            for each in teams
            if each.worker_id == row.worker and each.starts_on <= day and (not each.ends_on or each.ends_on > day)
        }
        stood = [
            each
            for each in grants
            if each.starts_at <= row.at
            and (not each.ends_at or each.ends_at > row.at)
            and (each.worker_id == row.worker or each.team_id in theirs)
        ]
        if stood:
            found[row.pk] = max(stood, key=lambda each: each.worker_id is not None).why
    return found


def _why(row: Event, worker: Worker | None, right: str) -> str:
    """Why somebody could, when the event does not say: never nothing."""
    if row.kind == Event.Kind.REFUSED:
        return "They may not: it was refused"
    if row.kind == Event.Kind.ACT and right:
        return right
    if row.kind == Event.Kind.ACT and worker is None:
        return "Hearth does this by itself"
    if row.kind == Event.Kind.ACT and worker and worker.may(row.name):
        return f"By their role: {worker.role_title}"
    return "Not written down"


def _told(row: Event, workers: Mapping[int, Worker], people: Mapping[int, Person], emergencies: set[int]) -> Looked:
    return Looked(
        at=row.at,
        worker=workers.get(row.worker or 0),
        did=_did(row),
        about=str(people[row.record]) if row.record and row.record in people else "",
        because=str(row.details.get("because", "")),
        is_emergency=row.details.get("grant") in emergencies,
    )


def _did(row: Event) -> str:
    """In words: a page that was only opened is never told as if what it is for had been done."""
    page = slice_in_words(row.name)
    if row.kind == Event.Kind.ACT:
        return f"Did: {page}"
    return f"{'Opened' if row.kind == Event.Kind.READ else 'Was refused'} “{page}”"


_IN_WORDS = {
    "casefile.see_family": "At a glance",
    "casefile.see_people": "People of the family",
    "casefile.see_person": "One person’s page",
    "casefile.see_readers": "Who has looked",
    "chronology.see_chronology": "Chronology",
    "family_help.see_assessment": "Assessment",
    "family_help.see_visits": "Visits",
    "workbook.see_star": "Web Star",
    "workbook.see_plan": "Plan on a page",
    "caseload.see_team_around": "Who works with them",
    "people.open_in_emergency": "Open in an emergency",
    "people.open": "The record",
    "people.maybe_known": "A search among everybody",
}


def slice_in_words(name: str) -> str:
    """A slice's name as a page's title: from the table, else its own words ("workbook.draw_star" is "Draw star")."""
    return _IN_WORDS.get(name) or name.rpartition(".")[2].replace("_", " ").capitalize()


# One person ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Coded:
    """What is recorded in codes, in words."""

    sex: str
    ethnicity: str
    disabilities: tuple[str, ...]
    upn_unknown: str


def coded(person: Person) -> Coded:
    sex, ethnicity = Sex.read(person.sex), Ethnicity.read(person.ethnicity)
    disabilities = [Disability.read(code) for code in person.disabilities]
    return Coded(
        sex=str(sex.label) if sex else person.sex,
        ethnicity=str(ethnicity.label) if ethnicity else person.ethnicity,
        disabilities=tuple(
            str(found.label) if found else code for found, code in zip(disabilities, person.disabilities, strict=True)
        ),
        upn_unknown=str(reason.label) if (reason := UPNUnknown.read(person.upn_unknown)) else person.upn_unknown,
    )


def residences_of(person: Person) -> list[Residence]:
    """Where they live and lived, newest first."""
    return sorted(person.residences.all(), key=lambda each: each.starts_on, reverse=True)


def protections_of(person: Person) -> list[Protection]:
    """Everything that was or is kept from somebody, newest first."""
    return list(
        Protection.objects.filter(person=person)
        .select_related("kept_from", "made_by", "ended_by")
        .order_by("-starts_on", "-pk")
    )


def lines_about(person: Person) -> QuerySet[Line]:
    """What is written of a person alone: of a child brought in with no family."""
    return Line.objects.filter(person=person).select_related("written_by").order_by("-happened_on", "-pk")


def episode_in_words(episode: Episode) -> str:
    source = ReferralSource.read(episode.referral_source)
    need = PrimaryNeed.read(episode.primary_need)
    parts = [
        f"referred by {str(source.label).lower()}" if source else "",
        f"need: {str(need.label).lower()}" if need else "",
        "no further action after the referral" if episode.is_referral_without_further_action else "",
    ]
    return "; ".join(part for part in parts if part)


def closure_in_words(episode: Episode) -> str:
    reason = ClosureReason.read(episode.closure_reason)
    return str(reason.label).lower() if reason else episode.closure_reason
