"""Facts asked by an expression: the same expression runs on any engine that Ibis writes SQL for."""

from __future__ import annotations

from typing import Any

import duckdb
import ibis
from ibis import Table

from hearth.evidence.facts.tables import TABLES, Facts

_TYPES = {"string": "string", "date32[day]": "date", "bool": "boolean", "int64": "int64"}


def table(name: str) -> Table:
    """A table of facts by its name, unbound."""
    return ibis.table({each.name: _TYPES[str(each.type)] for each in TABLES[name].columns}, name=name)


def ask(facts: Facts, expression: Table) -> list[dict[str, Any]]:
    """The expression's rows, counted by DuckDB in this process."""
    with duckdb.connect() as connection:
        for name, rows in facts.tables.items():
            connection.register(name, rows)
        answer = connection.execute(str(ibis.to_sql(expression, dialect="duckdb")))
        names = [column[0] for column in answer.description or ()]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
