"""Named questions of partners."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from hearth.casework.partners.models import Professional
from hearth.casework.people.models import Family


def professionals_of(family: Family, *, on: date) -> QuerySet[Professional]:
    """Who of other agencies is involved on the day, by what they do."""
    now = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    return (
        Professional.objects.filter(now, family=family).select_related("about", "organisation").order_by("does", "name")
    )
