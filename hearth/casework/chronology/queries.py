"""Named questions of the chronology."""

from __future__ import annotations

from django.db.models import QuerySet

from hearth.casework.chronology.models import Line
from hearth.casework.people.models import Family


def lines_of(family: Family, *, significant_only: bool = False) -> QuerySet[Line]:
    """Newest first, with who wrote each."""
    lines = (
        Line.objects.filter(family=family)
        .select_related("written_by", "marked_by", "person")
        .order_by("-happened_on", "-id")
    )
    return lines.filter(is_significant=True) if significant_only else lines


def latest_significant(family: Family, *, most: int = 5) -> list[Line]:
    """What was said and when, without who wrote it."""
    lines = Line.objects.filter(family=family, is_significant=True).order_by("-happened_on", "-id")
    return list(lines[:most])


def line_of(family: Family, number: int) -> Line | None:
    return Line.objects.filter(family=family, pk=number).first()
