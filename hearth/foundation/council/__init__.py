"""What a council may set for itself: `hearth.toml` in the data folder, read and checked once at start."""

from django.conf import settings

from hearth.foundation.council.choices import Council

__all__ = ["Council", "council"]


def council() -> Council:
    found: Council = settings.COUNCIL
    return found
