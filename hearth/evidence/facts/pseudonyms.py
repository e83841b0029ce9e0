"""Other keys for the persons, families, episodes, assessments and plans of a set of facts: the same under the same secret,
in every snapshot; without the secret nobody can go back from one to the other.

A keyed hash (BLAKE2b, 80 bits). A plain hash would not do: a council's numbers are few, and all of them soon hashed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b

import pyarrow as pa
import pyarrow.compute as pc

from hearth.evidence.facts.tables import TEXT, Facts

KEYS = ("person", "family", "episode", "assessment", "plan")
"""The columns that hold keys, by the same name in every table. Person 1 and episode 1 become different pseudonyms."""

_BYTES = 10
_SHORTEST_SECRET = 32


def pseudonymised(facts: Facts, secret: bytes) -> Facts:
    """The same rows in the same order, every key replaced. ValueError where the secret has fewer than 32 bytes."""
    if len(secret) < _SHORTEST_SECRET:
        raise ValueError(
            f"The secret for pseudonyms has {len(secret)} bytes; it must have at least {_SHORTEST_SECRET}."
        )
    tables = dict(facts.tables)
    for kind in KEYS:
        holding = [name for name, rows in tables.items() if kind in rows.column_names]
        known = pc.unique(pa.chunked_array([chunk for name in holding for chunk in tables[name][kind].chunks], TEXT))
        hashed = pa.array(_hashed(known, kind, secret), TEXT)
        for name in holding:
            tables[name] = replaced(tables[name], kind, known, hashed)
    return replace(facts, tables=tables, key=fingerprint(secret))


def fingerprint(secret: bytes) -> str:
    """By which a secret is known again, and not found."""
    return blake2b(b"pseudonyms", key=blake2b(secret).digest(), digest_size=_BYTES, person=b"fingerprint").hexdigest()


def _hashed(keys: pa.Array, kind: str, secret: bytes) -> Iterator[str | None]:
    begun = blake2b(key=blake2b(secret).digest(), digest_size=_BYTES, person=kind.encode())
    for key in keys.to_pylist():
        if key is None:
            yield None
            continue
        one = begun.copy()
        one.update(key.encode())
        yield one.hexdigest()


def replaced(rows: pa.Table, kind: str, known: pa.Array, others: pa.Array) -> pa.Table:
    """With each key that is `known` made the one in the same place of `others`."""
    places = pc.index_in(rows[kind], known)
    return rows.set_column(rows.column_names.index(kind), kind, pc.take(others, places))
