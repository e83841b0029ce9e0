"""Rows into a table by COPY, some ten times faster than one insert each; constraints and triggers hold as always."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models
from psycopg import sql


def copy_in(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Copy rows into a model's table. `columns` are its fields' names in the order of a row; the database fills the rest."""
    fields = {each.attname: each for each in model._meta.concrete_fields}
    names = [sql.Identifier(str(fields[name].column)) for name in columns]
    into = sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(model._meta.db_table), sql.SQL(", ").join(names))
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)
