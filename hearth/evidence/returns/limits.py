"""How much is taken from one file, as the council has set it."""

from __future__ import annotations

from hearth.evidence.returns.cin_census.feed import Limits
from hearth.foundation.council import council

MEGABYTE = 1024**2


def largest_upload() -> int:
    """Bytes."""
    return council().returns.largest_upload_megabytes * MEGABYTE


def limits() -> Limits:
    """What the reader takes before it says that a file is no census."""
    told = council().returns
    return Limits(children=told.most_children, child_bytes=told.largest_child_megabytes * MEGABYTE)
