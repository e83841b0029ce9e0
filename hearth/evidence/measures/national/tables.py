"""The published tables as they are read and kept: two shapes, whatever the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

Kind = Literal["factors", "children_in_need", "population", "neighbours"]

ENGLAND, REGION, AUTHORITY = "England", "Region", "Authority"

AREAS = pa.schema(
    [
        ("year", pa.int64()),
        ("level", pa.string()),
        ("number", pa.string()),
        ("code", pa.string()),
        ("name", pa.string()),
        ("region_code", pa.string()),
        ("region_name", pa.string()),
        ("measure", pa.string()),
        ("count", pa.int64()),
        ("rate", pa.float64()),
    ]
)
"""One row for one measure of one area in one year. `number` is the three-figure authority number, empty but for an authority;
`code` the area's nine-character code; `rate` the published rate per 10,000 children where the file has one. A count or rate
that was not published, for whatever reason, is null."""

NEIGHBOURS = pa.schema([("number", pa.string()), ("place", pa.int64()), ("neighbour", pa.string())])
"""`place` is 1 for the nearest."""


@dataclass(frozen=True)
class Published:
    """One file, read. `years` are those of its rows; for neighbours, the year of the model where the file's name tells it."""

    kind: Kind
    file: str
    sha256: str
    years: tuple[int, ...]
    rows: pa.Table
    not_known: tuple[str, ...] = ()
    """Columns that this version of Hearth does not know, and passed over."""
