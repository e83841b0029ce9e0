"""Named questions of the front door."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from hearth.casework.caseload.models import Allocation, Involvement
from hearth.casework.chronology.models import Line
from hearth.casework.family_help.models import Episode
from hearth.casework.frontdoor.models import (
    Analysis,
    Check,
    Contact,
    PersonTold,
    Rating,
    SaidOfMatch,
    StrategyDiscussion,
)
from hearth.casework.frontdoor.rules import ContactClock, decision_due_at
from hearth.casework.people.models import Family, FamilyMembership, Person
from hearth.foundation.codes import ReferralSource
from hearth.foundation.council.choices import FrontDoor
from hearth.foundation.periods.rows import standing
from hearth.foundation.periods.words import age_in_words
from hearth.foundation.staff.models import Organisation, Team, TeamMembership, Worker


def told_in(contact: Contact) -> list[PersonTold]:
    return list(contact.people.order_by("position"))


def also_told_of(contact: Contact) -> list[Contact]:
    """Other contacts that wait and tell of somebody of the same family name and date of birth: a school and the police
    on one evening, or one referral sent twice. One statement."""
    alike = PersonTold.objects.filter(
        contact=contact, born_on=OuterRef("born_on"), family_name__iexact=OuterRef("family_name")
    )
    told = PersonTold.objects.exclude(contact=contact).filter(Exists(alike), born_on__isnull=False)
    return list(
        Contact.objects.filter(pk__in=told.values("contact"), decided_at__isnull=True).order_by("received_at", "pk")
    )


def newest_rating(contact: Contact) -> Rating | None:
    return ratings_of(contact).first()


def ratings_of(contact: Contact) -> QuerySet[Rating]:
    """Newest first: the first stands."""
    return Rating.objects.filter(contact=contact).select_related("rated_by").order_by("-pk")


def analyses_of(contact: Contact) -> QuerySet[Analysis]:
    """Newest first: the first stands."""
    return Analysis.objects.filter(contact=contact).select_related("written_by").order_by("-pk")


def is_decided_without_analysis(contact: Contact) -> bool:
    """Danger waits for none: what it means, and the level of need, are written afterwards."""
    return (
        contact.decided_at is not None and not analyses_of(contact).filter(written_at__lte=contact.decided_at).exists()
    )


def discussion_of(contact: Contact) -> StrategyDiscussion | None:
    """The strategy discussion recorded; none where it is still owed, or was never decided."""
    return StrategyDiscussion.objects.filter(contact=contact).select_related("recorded_by").first()


def checks_of(contact: Contact) -> QuerySet[Check]:
    return (
        Check.objects.filter(contact=contact)
        .select_related("organisation", "asked_by", "answered_by")
        .order_by("asked_at", "pk")
    )


def words_standing(contact: Contact) -> list[SaidOfMatch]:
    """The words that stand on who may be known, in the order in which people were told of."""
    said = SaidOfMatch.objects.filter(told__contact=contact, withdrawn_at__isnull=True)
    return list(said.select_related("told", "said_by").order_by("told__position", "pk"))


def from_whom(contact: Contact) -> str:
    """Who told us, in a few words: the agency, or the person."""
    if contact.referrer_agency:
        return contact.referrer_agency
    if contact.referrer_team_id and contact.referrer_team:
        return str(contact.referrer_team.organisation.name)
    source = ReferralSource.read(contact.source)
    return contact.referrer_name or contact.referrer_relationship or (source.label if source else "Not told to us")


def age_told(told: PersonTold, on: date) -> str:
    """How old somebody is, as far as we were told: a guess in the teller's words where no date was known."""
    return age_in_words(on, born_on=told.born_on, expected_on=told.expected_on, about=told.about_age)


@dataclass(frozen=True)
class Telling:
    """What the referrer was told, once."""

    words: str
    at: datetime


def tellings_of(contact: Contact) -> list[Telling]:
    """All that the referrer was told of what was decided, the latest first."""
    if contact.told_referrer_at is None:
        return []
    again = [Telling(each.words, each.told_at) for each in contact.told_again.order_by("-pk")]
    return [*again, Telling(contact.told_referrer, contact.told_referrer_at)]


# The queue


@dataclass(frozen=True)
class Waiting:
    """A contact that waits, as far as its place in the queue goes."""

    contact: int
    received_at: datetime
    holder: int | None
    rating: str
    clock: ContactClock
    waits_on_checks: bool
    is_in_immediate_danger: bool


def waiting_contacts(front_door: FrontDoor, closures: Collection[date] = ()) -> list[Waiting]:
    """Every contact not decided yet: a child in danger now before all others, then first due first. One statement.

    The order is made here: the law's limit counts working days, which the database does not know.
    """
    newest = Rating.objects.filter(contact=OuterRef("pk")).order_by("-pk")
    asked = Check.objects.filter(contact=OuterRef("pk"), answer="")
    rows = (
        Contact.objects.filter(decided_at__isnull=True)
        .annotate(
            rating=Subquery(newest.values("rating")[:1]),
            rating_due_at=Subquery(newest.values("due_at")[:1]),
            waits_on_checks=Exists(asked),
        )
        .values_list(
            "pk", "received_at", "holder_id", "rating", "rating_due_at", "waits_on_checks", "is_in_immediate_danger"
        )
    )
    waiting = [
        Waiting(
            number, received, holder, rating or "", _clock(received, due, danger, front_door, closures), checks, danger
        )
        for number, received, holder, rating, due, checks, danger in rows
    ]
    return sorted(waiting, key=lambda each: (not each.is_in_immediate_danger, each.clock.due_at, each.contact))


def _clock(
    received_at: datetime,
    rating_due_at: datetime | None,
    is_now: bool,
    front_door: FrontDoor,
    closures: Collection[date],
) -> ContactClock:
    return ContactClock(decision_due_at(received_at, front_door, closures), rating_due_at, is_now)


def contacts_to_list(numbers: Collection[int]) -> dict[int, Contact]:
    """The contacts of one page of a list, with all that a row shows. Two statements."""
    return {contact.pk: contact for contact in _for_lists(Contact.objects.filter(pk__in=numbers))}


def decided_contacts() -> QuerySet[Contact]:
    return _for_lists(Contact.objects.filter(decided_at__isnull=False).select_related("decided_by")).order_by(
        "-decided_at", "-pk"
    )


def _for_lists(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    return contacts.select_related("holder", "referrer_team__organisation").prefetch_related(
        Prefetch("people", queryset=PersonTold.objects.order_by("position"))
    )


def holders_of(waiting: Iterable[Waiting]) -> list[Worker]:
    numbers = {each.holder for each in waiting if each.holder}
    return list(Worker.objects.filter(pk__in=numbers).order_by("known_as", "family_name"))


# Agencies


def agencies_that_answer(on: date) -> list[tuple[Organisation, Team]]:
    """The organisations that can be asked for a check, each with the team the question goes to."""
    teams = (
        Team.objects.filter(kind=Team.Kind.PARTNER, organisation__answers_checks=True)
        .exclude(Q(ends_on__lte=on) | Q(organisation__ends_on__lte=on))
        .select_related("organisation")
        .order_by("organisation__name", "pk")
    )
    first: dict[int, tuple[Organisation, Team]] = {}
    for team in teams:
        first.setdefault(team.organisation_id, (team.organisation, team))
    return list(first.values())


def working_in(team: Team, on: date) -> list[Worker]:
    """Everybody who belongs to the team that day, those who left and came back among them."""
    members = TeamMembership.objects.filter(standing(on), team=team)
    return list(Worker.objects.filter(pk__in=members.values("worker"), is_active=True).order_by("pk"))


# What is known of those recognised


@dataclass(frozen=True)
class History:
    """What the record says of one person recognised: their families and who holds them, help before, earlier contacts."""

    person: Person
    told: PersonTold
    families: tuple[Family, ...]
    held_by: tuple[str, ...]
    episodes: tuple[Episode, ...]
    contacts: tuple[Contact, ...]


def histories(contact: Contact, people: list[PersonTold], on: date) -> list[History]:
    """The history of each person recognised whose record is open to whoever asks. The same six statements for any number."""
    by_person = {told.person_id: told for told in people if told.person_id}
    if not by_person:
        return []
    persons = list(Person.objects.filter(pk__in=by_person).order_by("pk"))
    memberships = list(_standing_memberships(by_person, on))
    families = [each.family_id for each in memberships]
    held_by = dict(Allocation.objects.filter(standing(on), family__in=families).values_list("family", "team__name"))
    leads = {
        each.family_id: f"{each.worker} ({each.worker.job_title})" if each.worker.job_title else str(each.worker)
        for each in Involvement.objects.filter(
            standing(on), family__in=families, part=Involvement.Part.LEAD
        ).select_related("worker")
    }
    episodes = list(Episode.objects.filter(person__in=by_person).order_by("-referred_on"))
    earlier = list(
        PersonTold.objects.filter(person__in=by_person)
        .exclude(contact=contact)
        .select_related("contact")
        .order_by("-contact__received_at")
    )
    return [
        History(
            person=person,
            told=by_person[person.pk],
            families=tuple(each.family for each in memberships if each.person_id == person.pk),
            held_by=tuple(
                ", ".join(filter(None, (held_by[each.family_id], leads.get(each.family_id, ""))))
                for each in memberships
                if each.person_id == person.pk and each.family_id in held_by
            ),
            episodes=tuple(each for each in episodes if each.person_id == person.pk),
            contacts=tuple(each.contact for each in earlier if each.person_id == person.pk),
        )
        for person in persons
    ]


def latest_lines(families: Collection[Family], *, most: int = 5) -> list[Line]:
    """The latest significant events of the families somebody recognised is in."""
    return list(
        Line.objects.filter(family__in=list(families), is_significant=True)
        .select_related("family")
        .order_by("-happened_on", "-id")[:most]
    )


def families_worked_with(people: list[PersonTold], on: date) -> list[Family]:
    """The families that hold an open allocation or an open episode and that a child recognised belongs to.

    The one with most of these children comes first.
    """
    children = [told.person_id for told in people if told.is_child and told.person_id]
    if not children:
        return []
    counts: dict[int, int] = {}
    families: dict[int, Family] = {}
    for each in _standing_memberships(children, on):
        counts[each.family_id] = counts.get(each.family_id, 0) + 1
        families[each.family_id] = each.family
    held = set(Allocation.objects.filter(standing(on), family__in=families).values_list("family", flat=True)) | set(
        Episode.objects.filter(family__in=families, closed_on__isnull=True).values_list("family", flat=True)
    )
    return [families[number] for number in sorted(held, key=lambda number: (-counts[number], number))]


def is_held_by_a_pod(contact: Contact, on: date) -> bool:
    """Whether a pod holds the family this contact made or joined."""
    held = Allocation.objects.filter(standing(on), family=contact.family_id)
    return contact.family_id is not None and held.exists()


def families_now(people: list[PersonTold], on: date) -> dict[int, list[Family]]:
    """The families each person recognised is in today, by the person's number."""
    found: dict[int, list[Family]] = {}
    for each in _standing_memberships([told.person_id for told in people if told.person_id], on):
        found.setdefault(each.person_id, []).append(each.family)
    return found


def _standing_memberships(persons: Iterable[int | None], on: date) -> QuerySet[FamilyMembership]:
    return (
        FamilyMembership.objects.filter(standing(on), person__in=list(persons))
        .select_related("family")
        .order_by("family", "pk")
    )


def who_to_alert(family: Family, on: date) -> list[Worker]:
    """The family's lead worker and the managers of the pod that holds it."""
    lead = Q(involvements__family=family, involvements__part=Involvement.Part.LEAD) & standing(on, "involvements__")
    pods = Allocation.objects.filter(standing(on), family=family).values_list("team", flat=True)
    manages = Q(role="pod_manager", memberships__team__in=list(pods)) & standing(on, "memberships__")
    return list(Worker.objects.filter(lead | manages, is_active=True).distinct().order_by("pk"))


def managers_of_the_front_door(on: date) -> list[Worker]:
    at_the_door = TeamMembership.objects.filter(standing(on), team__kind=Team.Kind.FRONT_DOOR)
    managers = Worker.objects.filter(role="front_door_manager", is_active=True, pk__in=at_the_door.values("worker"))
    return list(managers.order_by("pk"))
