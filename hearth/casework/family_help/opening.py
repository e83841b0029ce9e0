"""How higher apps open help for a child: one episode each, joined to the one already open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import F

from hearth.casework.family_help.models import Episode
from hearth.casework.people.models import Family, Person
from hearth.foundation.staff.models import Worker


def open_episode(
    *, person: Person, family: Family | None, referred_on: date, referral_source: str, by: Worker, came_from: str = ""
) -> tuple[Episode, bool]:
    """The child's open episode, and whether it is new. Called inside an audited act; writes no event of its own."""
    standing = Episode.objects.filter(person=person, closed_on__isnull=True).first()
    if standing:
        return standing, False
    episode = Episode.objects.create(
        person=person,
        family=family,
        referred_on=referred_on,
        referral_source=referral_source,
        recorded_by=by,
        came_from=came_from,
    )
    return episode, True


def give_family(*, people: Iterable[Person], family: Family) -> None:
    """The open episodes of these children that are of no family become this one's. Whoever has one open on a page is told
    that it changed."""
    of_no_family = Episode.objects.filter(person__in=list(people), closed_on__isnull=True, family__isnull=True)
    of_no_family.update(family=family, version=F("version") + 1)
