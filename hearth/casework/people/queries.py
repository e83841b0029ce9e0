"""Named questions of persons and families. Row-level security has already left out what the worker may not open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from hearth.casework.people.likeness.description import Likeness
from hearth.casework.people.likeness.keys import query_keys
from hearth.casework.people.likeness.ranking import Match, rank
from hearth.casework.people.models import Family, FamilyMembership, Identifier, Person, Protection, Relationship
from hearth.casework.people.opening import likeness_of
from hearth.foundation.periods.rows import standing
from hearth.foundation.staff.models import Grant, TeamMembership, Worker

_MINE = "people_person.id = any(array(select hearth_persons()))"
_MY_FAMILIES = "people_family.id = any(array(select hearth_records()))"
MOST_RANKED = 400


def memberships_of(family: Family, *, on: date) -> list[FamilyMembership]:
    """Who is in the family that day: children eldest first and the unborn last, then the adults."""
    found = FamilyMembership.objects.filter(standing(on), family=family).select_related("person")
    return sorted(found, key=lambda each: (not each.is_child, each.person.born_on or date.max, each.pk))


def members_of(family: Family, *, on: date) -> list[Person]:
    return [each.person for each in memberships_of(family, on=on)]


def membership_of(family: Family, person: int, *, on: date) -> FamilyMembership | None:
    return FamilyMembership.objects.filter(standing(on), family=family, person=person).select_related("person").first()


def families_of(person: Person) -> QuerySet[Family]:
    """The families somebody belongs or belonged to, as far as the worker may open them."""
    return Family.objects.filter(memberships__person=person).distinct().order_by("pk")


def kin_of(person: Person) -> list[Person]:
    """Everybody in a family with them, now or before: those from whom something may have to be kept."""
    found = Person.objects.filter(memberships__family__memberships__person=person).exclude(pk=person.pk).distinct()
    return sorted(found, key=lambda each: (each.born_on or date.max, each.pk))


def standing_protections(people: Iterable[Person], *, on: date) -> QuerySet[Protection]:
    return (
        Protection.objects.filter(standing(on), person__in=people)
        .select_related("person", "kept_from", "made_by")
        .order_by("starts_on", "pk")
    )


def protection_of(person: Person, number: int) -> Protection | None:
    return Protection.objects.filter(person=person, pk=number).select_related("kept_from").first()


def relationships_among(people: Iterable[Person]) -> QuerySet[Relationship]:
    among = [person.pk for person in people]
    return Relationship.objects.filter(person__in=among, to__in=among).select_related("person", "to").order_by("pk")


def numbers_of(person: Person) -> dict[str, Identifier]:
    return {each.kind: each for each in person.identifiers.order_by("pk")}


# Finding -------------------------------------------------------------------------------------------------------------


def among_mine(asked: str | Likeness, *, limit: int) -> list[tuple[Match[int], Person]]:
    """Those whom the worker may open who are like the person asked about, best first, with the reasons.

    The persons are taken by number from what the grants reach, since array overlap cannot use its index under the
    policy: the cost grows with what the worker may open, not with the database.
    """
    keys = sorted(query_keys(asked))
    if not keys:
        return []
    found = {
        person.pk: person
        for person in Person.objects.extra(where=[_MINE])
        .filter(likeness_keys__overlap=keys)
        .prefetch_related("residences", "identifiers")[:MOST_RANKED]
    }
    matches = rank(asked, ((number, likeness_of(person)) for number, person in found.items()), limit=limit)
    return [(match, found[match.person_ref]) for match in matches]


def by_number(number: int) -> tuple[Family | None, Person | None]:
    return Family.objects.filter(pk=number).first(), Person.objects.filter(pk=number).first()


def families_called(words: Iterable[str], *, limit: int) -> list[Family]:
    """The families whose name holds one of the words."""
    asked = Q()
    for word in words:
        asked |= Q(name__icontains=word)
    if not asked:
        return []
    return list(Family.objects.extra(where=[_MY_FAMILIES]).filter(asked).order_by("name", "pk")[:limit])


@dataclass(frozen=True)
class InFamily:
    number: int
    name: str


def families_by_person(people: Iterable[Person]) -> dict[int, list[InFamily]]:
    rows = FamilyMembership.objects.filter(person__in=list(people)).select_related("family").order_by("family_id")
    found: dict[int, list[InFamily]] = {}
    for row in rows:
        entry = InFamily(int(row.family_id), str(row.family))
        if entry not in found.setdefault(int(row.person_id), []):
            found[int(row.person_id)].append(entry)
    return found


# Emergencies ---------------------------------------------------------------------------------------------------------


def managers_to_tell(record: int, *, by: Worker, roles: Iterable[str], on: date) -> list[Worker]:
    """Who is told that a record was opened in an emergency: the managers of the pods that hold it, and whoever has one
    of `roles` in the worker's own teams. When there is nobody, everybody who has one of them: somebody must look.
    """
    asked = list(roles)
    with connection.cursor() as cursor:
        cursor.execute("select * from hearth_teams_holding(%s)", [record])
        holding = [team for (team,) in cursor.fetchall()]
    own = TeamMembership.objects.filter(standing(on), worker=by).values_list("team", flat=True)
    there = Worker.objects.filter(standing(on), is_active=True).exclude(pk=by.pk)
    managers = Q(role="pod_manager", pk__in=_in_teams(holding, on)) | Q(role__in=asked, pk__in=_in_teams(own, on))
    found = list(there.filter(managers).order_by("pk"))
    return found or list(there.filter(role__in=asked).order_by("pk"))


def _in_teams(teams: Iterable[int], on: date) -> QuerySet[TeamMembership, int]:
    return TeamMembership.objects.filter(standing(on), team__in=teams).values_list("worker", flat=True)


def standing_grants(record: int) -> QuerySet[Grant]:
    """The grants for work that open a record now. Not those for a day, an emergency or a named few."""
    return Grant.objects.filter(
        record=record, kind=Grant.Kind.WORK, ends_at__isnull=True, starts_at__lte=Now()
    ).select_related("worker", "team")
