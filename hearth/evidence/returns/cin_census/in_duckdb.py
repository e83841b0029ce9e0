"""Rules run by DuckDB, in this process and in memory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Self

import duckdb
import pyarrow as pa

from hearth.evidence.returns.cin_census.compiled_rule import Found


class InDuckDB:
    def __init__(self, tables: Mapping[str, pa.Table], days: Mapping[str, date]) -> None:
        self._connection = duckdb.connect(config={"autoinstall_known_extensions": False})
        self._connection.execute("set enable_progress_bar = false")
        for name, table in tables.items():
            self._connection.register("arrow", table)
            self._connection.execute(f'create table "{name}" as select * from arrow')
            self._connection.unregister("arrow")
        self._connection.register("Days", pa.table({name: [day] for name, day in days.items()}))

    @staticmethod
    def make_ready() -> None:
        """It is always there, and has nothing to start."""

    def found(self, sql: str) -> Found:
        answer = self._connection.execute(sql)
        names = [column[0] for column in answer.description or ()]
        rows = answer.fetchall()
        return (
            dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)) if rows else {name: [] for name in names}
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
