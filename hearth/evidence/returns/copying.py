"""Rows into a table by COPY, some ten times faster than one insert each; constraints and triggers hold as always."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models
from psycopg import sql


def copy_in(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Copy rows into a model's table as they come. What `columns` leave out is filled as the model or the database says."""
    if not rows:  # an empty list; of rows still to come nobody knows
        return
    fields = {each.attname: each for each in model._meta.concrete_fields}
    left_out = [
        each
        for name, each in fields.items()
        if name not in columns and not each.has_db_default() and not isinstance(each, models.AutoField)
    ]
    filled = tuple(each.get_default() for each in left_out)
    names = [sql.Identifier(str(each.column)) for each in (*(fields[name] for name in columns), *left_out)]
    into = sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(model._meta.db_table), sql.SQL(", ").join(names))
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row((*row, *filled))
