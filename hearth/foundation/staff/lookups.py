"""`family__any=[...]`: rows whose key is one of many, as one array.

Django writes `__in` with a placeholder for each: two hundred children are a statement of its own for each caseload, which
takes longer to write and to plan than to run. An array leaves one statement for all, and its plan is kept.
"""

from __future__ import annotations

from typing import Any

from django.db.models import BigAutoField, BigIntegerField, ForeignKey, Lookup


class AnyOf(Lookup):
    lookup_name = "any"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        key, params = self.process_lhs(compiler, connection)
        return f"{key} = any(%s::bigint[])", (*params, list(self.rhs))


def register() -> None:
    for kind in (BigAutoField, BigIntegerField, ForeignKey):
        kind.register_lookup(AnyOf)
