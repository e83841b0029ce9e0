"""How higher apps open help for a child: one episode each, joined to the one already open."""

from __future__ import annotations

from datetime import date

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
