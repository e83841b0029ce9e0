"""A rule ready to run, and what an engine answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Found = dict[str, list[Any]]
"""What a rule found, by column."""


class EngineMissing(Exception):
    """The engine asked for is not installed here, or does not start."""


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

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Compiled:
        return cls(**told | {"fields": tuple((table, item) for table, item in told["fields"])})
