"""A rule ready to run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Compiled:
    """Its SQL, or why it could not be made (`failure`)."""

    code: str
    severity: str
    scope: str
    fields: tuple[tuple[str, str], ...]
    says: str
    sql: str = ""
    failure: str = ""
