"""What the casefile shows of the front door."""

from __future__ import annotations

from django.db.models import Prefetch

from hearth.casework.frontdoor.models import Contact, PersonTold
from hearth.casework.people.models import Family


def contacts_of_family(family: Family) -> list[Contact]:
    """The contacts that made or joined this family, newest first, with who was told of. Two statements."""
    return list(
        Contact.objects.filter(family=family)
        .select_related("decided_by", "referrer_team__organisation")
        .prefetch_related(Prefetch("people", queryset=PersonTold.objects.order_by("position")))
        .order_by("-received_at", "-pk")
    )
