"""Named questions of the professionals around families."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from hearth.casework.partners.models import Professional
from hearth.casework.people.models import Family
from hearth.foundation.periods.rows import standing


def professionals_of(family: Family, *, on: date) -> QuerySet[Professional]:
    """Who is involved that day, those with the whole family first, with the child each is there for."""
    return (
        Professional.objects.filter(standing(on), family=family)
        .select_related("about")
        .order_by("about__family_name", "about", "name")
    )


def professional_of(family: Family, number: int) -> Professional | None:
    return Professional.objects.filter(family=family, pk=number).select_related("family", "about").first()
