"""Named questions of the professionals around families."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from hearth.casework.partners.models import Professional
from hearth.casework.people.models import Family, Person


def professionals_of(family: Family, *, on: date) -> QuerySet[Professional]:
    """Who is involved that day, those with the whole family first, with the child each is there for."""
    return (
        Professional.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), family=family, starts_on__lte=on)
        .select_related("about")
        .order_by("about__family_name", "about", "name")
    )


def professional_of(family: Family, number: int) -> Professional | None:
    return Professional.objects.filter(family=family, pk=number).select_related("family", "about").first()


def members_of(family: Family, *, on: date) -> list[Person]:
    """Whom a professional may be there for: everybody in the family that day, children eldest first."""
    return list(
        Person.objects.filter(
            Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gt=on),
            memberships__family=family,
            memberships__starts_on__lte=on,
        ).order_by("-memberships__part", "born_on", "pk")
    )
