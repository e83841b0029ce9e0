"""Two people at the same moment: each on a connection of their own, everything committed, in a database of the test's own.

Nothing can be taken out of the audit again, so what a test here writes goes with its whole database, which is a copy of
the migrated one.

How "at once" is made: every transaction that writes to the audit stops at its commit, at a gate that the test holds shut.
Each begins when those before have come as far as they can: done, at the gate, or waiting for somebody who is at it; then
the gate opens. So nobody's work is to be seen while another's is being done, which is the worst that can happen between
two, and it happens every time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

import pytest
from django.db import connection

from tests.cast import Cast, hire_cast

Done = TypeVar("Done")
AtOnce = Callable[..., list[Any]]
GATE = 20261118
STUCK = 60  # seconds after which a test that cannot end is given up
_GATE = f"""
create function wait_at_the_gate() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared({GATE});
  return null;
end
$$;
create constraint trigger gate after insert on audit_event deferrable initially deferred
  for each row execute function wait_at_the_gate();
create constraint trigger gate after insert on audit_block deferrable initially deferred
  for each row execute function wait_at_the_gate();
"""
_HELD_UP = """
select count(*) from pg_stat_activity
where pid = any(%s) and wait_event_type = 'Lock' and wait_event in ('transactionid', 'tuple', 'advisory', 'spectoken')
"""


@pytest.fixture
def _django_db_helper(own_database: None) -> None:
    """In place of pytest-django's, which wraps a test in a transaction or empties every table after it."""


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        template = connection.settings_dict["NAME"]
        connection.creation.clone_test_db("two_at_once", verbosity=0)
        # Every thread's connection is made from these same settings.
        connection.settings_dict["NAME"] = connection.creation.get_test_db_clone_settings("two_at_once")["NAME"]
        try:
            with connection.cursor() as cursor:
                cursor.execute(_GATE)
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = template
            connection.creation.destroy_test_db(suffix="two_at_once", verbosity=0)


@pytest.fixture
def cast(own_database: None) -> Cast:
    return hire_cast()


@pytest.fixture
def at_once(own_database: None) -> AtOnce:
    """`at_once(one, other)`: what each gives, or the exception it ended with, in their order."""

    def together(*acts: Callable[[], Done]) -> list[Done | BaseException]:
        numbers: list[int] = []

        def do(act: Callable[[], Done], ready: threading.Event) -> Done:
            try:
                with connection.cursor() as cursor:
                    cursor.execute("select pg_backend_pid()")
                    numbers.append(cursor.fetchone()[0])
                ready.set()
                return act()
            finally:
                connection.close()

        with connection.cursor() as gate, ThreadPoolExecutor(len(acts)) as threads:
            gate.execute("select pg_advisory_lock(%s)", [GATE])
            doing: list[Future[Done]] = []
            try:
                for act in acts:
                    ready = threading.Event()
                    doing.append(threads.submit(do, act, ready))
                    assert ready.wait(STUCK)
                    _wait_until_all_have_come_as_far_as_they_can(gate, doing, numbers)
            finally:
                gate.execute("select pg_advisory_unlock(%s)", [GATE])
            return [each.exception(STUCK) or each.result() for each in doing]

    return together


def _wait_until_all_have_come_as_far_as_they_can(gate: Any, doing: list[Future[Any]], numbers: list[int]) -> None:
    ends = time.monotonic() + STUCK
    while True:
        done = sum(each.done() for each in doing)
        gate.execute(_HELD_UP, [numbers])
        (held_up,) = gate.fetchone()
        if done + held_up == len(doing):
            return
        assert time.monotonic() < ends, "somebody is neither done nor waiting for anybody"
