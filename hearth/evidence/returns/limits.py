"""How much is taken from one file, as the council has set it."""

from __future__ import annotations

from hearth.evidence.returns.cin_census.feed import Limits
from hearth.foundation.council import Council, council
from hearth.foundation.refusals import Refusal

MEGABYTE = 1024**2


def largest_upload() -> int:
    """Bytes."""
    return council().returns.largest_upload_megabytes * MEGABYTE


def too_large(*, size: int, largest: int, otherwise: str) -> Refusal | None:
    """Both in bytes. `otherwise` is what can be done with a larger file."""
    if size > largest:
        return Refusal(
            f"The file is {size / MEGABYTE:,.0f} MB. The most that can be uploaded is {largest // MEGABYTE} MB. "
            f"Check that it is one authority's census for one year, or {otherwise}",
            field="file",
        )
    return None


def limits() -> Limits:
    """What the reader takes before it says that a file is no census."""
    return limits_of(council())


def limits_of(council: Council) -> Limits:
    told = council.returns
    return Limits(
        file_bytes=told.largest_file_megabytes * MEGABYTE,
        children=told.most_children,
        child_bytes=told.largest_child_megabytes * MEGABYTE,
    )
