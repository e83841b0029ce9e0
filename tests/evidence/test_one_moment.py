"""Casework is read as of one moment, whatever is saved meanwhile; and nothing is written."""

from __future__ import annotations

from datetime import date
from typing import Any

import psycopg
import pyarrow as pa
import pytest
from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from hearth.casework.family_help.models import Episode
from hearth.evidence.facts import from_casework
from hearth.evidence.facts.from_casework import read_casework
from hearth.evidence.facts.identity import Known
from hearth.evidence.facts.tables import FactTable
from tests.cast import Cast, hire_cast
from tests.evidence.test_facts_from_casework import ON, Told, okafor_reid, rows
from tests.two_at_once.conftest import _django_db_helper, own_database

__all__ = ["_django_db_helper", "own_database"]


@pytest.fixture
def cast(own_database: None) -> Cast:
    return hire_cast()


def told(known: Known) -> dict[str, list[Any]]:
    return {name: found.to_pylist() for name, found in known.facts.tables.items()} | {"": known.identity.to_pylist()}


def test_what_somebody_saves_meanwhile_is_seen_next_time(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    okafor_reid(Told(cast))
    before = read_casework(on=ON)
    as_ever = from_casework._read
    here = connection.get_connection_params()
    place = make_conninfo(
        **{name: here[name] for name in ("dbname", "user", "password", "host", "port") if name in here}
    )

    def and_meanwhile(cursor: Any, table: FactTable, query: str, on: date) -> pa.Table:
        found = as_ever(cursor, table, query, on)
        if table.name == "person":  # after the first table is read, and before the next
            with psycopg.connect(place) as elsewhere:
                elsewhere.execute(
                    "update family_help_episode set closed_on = '2026-11-01', closure_reason = 'RC1' where closed_on is null"
                )
                elsewhere.execute("delete from family_help_factor")
        return found

    with monkeypatch.context() as patched:
        patched.setattr(from_casework, "_read", and_meanwhile)
        during = read_casework(on=ON)
    assert told(during) == told(before)
    after = read_casework(on=ON)
    assert [row["close_reason"] for row in rows(after, "cin_episode")] == ["RC8", "RC1", "RC1"]
    assert rows(after, "assessment_factor") == []


def test_nothing_can_be_written_while_it_reads_and_nobody_waits(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    okafor_reid(Told(cast))
    as_ever = from_casework._read
    seen: list[Any] = []

    def and_look(cursor: Any, table: FactTable, query: str, on: date) -> pa.Table:
        found = as_ever(cursor, table, query, on)
        cursor.execute(
            "select current_setting('transaction_isolation'), current_setting('transaction_read_only'), "
            "array_agg(distinct mode) from pg_locks where pid = pg_backend_pid() and locktype = 'relation'"
        )
        seen.append(cursor.fetchone())
        return found

    monkeypatch.setattr(from_casework, "_read", and_look)
    read_casework(on=ON)
    assert {(isolation, read_only, tuple(locks)) for isolation, read_only, locks in seen} == {
        ("repeatable read", "on", ("AccessShareLock",))
    }
    assert Episode.objects.count() == 3


def test_it_is_not_read_inside_a_transaction_that_began_before(cast: Cast) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        read_casework(on=ON)
