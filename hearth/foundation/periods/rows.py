"""Which rows of a table hold a day: those with `starts_on`, and `ends_on` when they are over (end exclusive)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q


def standing(on: date, prefix: str = "") -> Q:
    """Rows whose period holds the day; `prefix` where they are reached by a relation ("memberships__")."""
    return Q(**{f"{prefix}starts_on__lte": on}) & not_over(on, prefix)


def not_over(on: date, prefix: str = "") -> Q:
    """Rows whose period holds the day or begins after it."""
    return Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gt": on})
