"""The second wall: PostgreSQL row-level security on every table that hangs on a record.

The first wall is the guarded page and `open_person` / `open_family`. This one stands when the first is forgotten: the
web's role sees a row only if the grants of the worker set in the transaction reach its record.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, migrations, transaction

if TYPE_CHECKING:
    from hearth.foundation.staff.models import Worker


@contextmanager
def stepped_in(worker: Worker) -> Iterator[None]:
    """One transaction seen through a worker's eyes: as the web's role, with the policies reading their grants."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "select set_config('hearth.worker', %s, true), set_config('role', 'hearth_web', true)", [str(worker.pk)]
            )
        yield
    _step_out_of_an_outer_transaction()


def _step_out_of_an_outer_transaction() -> None:
    """Both settings end with their transaction; only inside another one (as in a test) must they be taken back."""
    if connection.in_atomic_block and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("select set_config('hearth.worker', '', true), set_config('role', 'none', true)")


def next_record() -> int:
    """A number for a new family, person or contact: one sequence for all, so that a grant needs only the number."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('hearth_record')")
        (number,) = cursor.fetchone()
    return int(number)


def next_records(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('hearth_record') from generate_series(1, %s)", [count])
        return [int(number) for (number,) in cursor.fetchall()]


def wall(table: str, opens: str, *, writes: str | None = None) -> migrations.RunSQL:
    """A migration's step: `table` is seen where the SQL condition `opens` holds and written where `writes` does.

    `opens` usually reads `family_id in (select hearth_records())`: the set is made once a query.
    """
    return migrations.RunSQL(
        f"alter table {table} enable row level security;"
        f"create policy seen_by_grant on {table} using ({opens}) with check ({writes or opens});",
        f"drop policy seen_by_grant on {table}; alter table {table} disable row level security;",
    )


def by_number(table: str, column: str = "family_id") -> migrations.RunSQL:
    """A migration's step: `table` is read by the numbers of what the worker may open, through the column's index.

    It opens the very rows that `column in (select hearth_records())` does. That condition is a test on each row, and
    PostgreSQL, which cannot guess how few pass it, read the whole table for one worker's twenty families.
    """
    return migrations.RunSQL(
        f"alter policy seen_by_grant on {table} using ({column} = any (array(select hearth_records())))",
        f"alter policy seen_by_grant on {table} using ({column} in (select hearth_records()))",
    )


RECORD_FUNCTIONS = """
create sequence if not exists hearth_record start 1001;

create function hearth_worker() returns bigint language sql stable parallel safe
  return nullif(current_setting('hearth.worker', true), '')::bigint;

create function hearth_teams() returns setof bigint language sql stable security definer set search_path = public as $$
  select m.team_id from staff_teammembership m join staff_worker w on w.id = m.worker_id
   where m.worker_id = hearth_worker() and w.is_active
     and m.starts_on <= current_date and (m.ends_on is null or m.ends_on > current_date)
$$;

-- The grants that open something to the worker now. A restricted record opens to those named on it and nobody else.
create function hearth_records() returns setof bigint language sql stable security definer set search_path = public as $$
  select g.record from staff_grant g
   where (g.worker_id = hearth_worker() or g.team_id in (select hearth_teams()))
     and g.starts_at <= statement_timestamp() and (g.ends_at is null or g.ends_at > statement_timestamp())
     and (g.kind = 'named' or not exists (select 1 from staff_restriction r where r.record = g.record))
$$;

create function hearth_at_front_door() returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from staff_team t where t.kind = 'front_door' and t.id in (select hearth_teams()))
$$;

create function hearth_administers() returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from staff_worker w where w.id = hearth_worker() and w.role = 'administrator' and w.is_active)
$$;

create function hearth_restricted(record bigint) returns boolean
  language sql stable security definer set search_path = public as $$
  select exists (select 1 from staff_restriction r where r.record = $1)
$$;
"""
