"""Named questions of what was published."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from hearth.evidence.facts.snapshot import is_an_id
from hearth.evidence.measures.hidden_harm.definition import definition
from hearth.evidence.measures.models import Publication


def publications() -> QuerySet[Publication]:
    """Those that stand and those withdrawn, latest first; their figures are read only where they are told."""
    return (
        Publication.objects.defer("figures")
        .select_related("published_by", "withdrawn_by")
        .order_by("-published_at", "-pk")
    )


def standing() -> QuerySet[Publication]:
    return publications().filter(withdrawn_at__isnull=True)


def readable() -> QuerySet[Publication]:
    """Those that stand, but for what was published by another version of the definition."""
    return standing().filter(definition_version=definition().version)


def standing_of_day(on: date) -> Publication | None:
    return standing().filter(facts_on=on).first()


def figures_published_of(snapshot: str) -> dict[str, Any] | None:
    """As they stand published; None where none do, or by another version of the definition."""
    return readable().filter(snapshot=snapshot).values_list("figures", flat=True).first()


def are_otherwise(figures: dict[str, Any], *, of: str) -> bool:
    """Whether figures of this snapshot were published before that are not these, or that were not kept."""
    before = publications().filter(snapshot=of)
    return before.exclude(figures=figures).exists() or before.filter(figures__isnull=True).exists()


def last_publication_of(snapshot: str) -> Publication | None:
    """Of it one stands at most, and it is the last. The database is asked for ids alone: some texts are none that it takes."""
    if not is_an_id(snapshot):
        return None
    return publications().filter(snapshot=snapshot).first()


def publication_numbered(number: int) -> Publication | None:
    return publications().filter(pk=number).first()
