"""What a council may set for itself: `hearth.toml` in the data folder, read and checked once at start."""

from datetime import date
from functools import cache

from django.conf import settings

from hearth.foundation.council.choices import Council

__all__ = ["Council", "closure_days", "council"]


def council() -> Council:
    found: Council = settings.COUNCIL
    return found


def closure_days() -> tuple[date, ...]:
    """The days on which the council is closed besides weekends and bank holidays: no clock of working days counts them."""
    return _dates(tuple(council().closure_days))


@cache
def _dates(days: tuple[str, ...]) -> tuple[date, ...]:
    return tuple(date.fromisoformat(day) for day in days)
