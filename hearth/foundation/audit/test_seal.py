"""Whatever is done to a sealed audit is found: a change, a removal, an insertion, a cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from hearth.foundation.audit.models import Block, Event, Sealed, Unsealed
from hearth.foundation.audit.seal import FIRST, head, seal, verify

Tamper = Callable[[], None]


@pytest.fixture
def sealed(db: None) -> list[Block]:
    """Three blocks of two events each."""
    blocks = []
    for number in range(3):
        for record in (number * 2, number * 2 + 1):
            Event.objects.create(
                kind="read", name="casefile.see_family", worker=1, record=record, details={"because": "lead"}
            )
        block = seal()
        assert block is not None
        blocks.append(block)
    return blocks


def by_force(*statements: str) -> None:
    """As somebody would who owns the database: the triggers switched off first."""
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("set local session_replication_role = origin")


def found() -> list[tuple[int | None, str]]:
    return [(each.block, each.what) for each in verify()]


def test_an_untouched_audit_is_whole(sealed: list[Block]) -> None:
    assert found() == []
    assert [block.events for block in sealed] == [2, 2, 2]
    assert sealed[0].previous == FIRST
    assert head() == (sealed[2].pk, sealed[2].hash)


def test_nothing_new_is_no_block(sealed: list[Block]) -> None:
    assert seal() is None


@pytest.mark.parametrize(
    "change",
    [
        "update audit_event set worker = 2 where record = 2",
        "update audit_event set at = at + interval '1 microsecond' where record = 2",
        'update audit_event set details = \'{"because": "manager"}\' where record = 2',
        "update audit_event set name = 'casefile.see_people' where record = 2",
        "update audit_event set record = 7 where record = 2",
    ],
)
def test_a_changed_event_is_found_in_its_block(sealed: list[Block], change: str) -> None:
    by_force(change)
    assert found() == [(sealed[1].pk, "holds an event that was changed after it was sealed")]


def test_a_removed_event_is_found(sealed: list[Block]) -> None:
    by_force("delete from audit_event where record = 3")
    assert found() == [(sealed[1].pk, "holds 1 events where 2 were sealed")]


def test_an_event_put_into_a_block_is_found(sealed: list[Block]) -> None:
    late = Event.objects.create(kind="read", name="casefile.see_family", worker=9)
    by_force(f"insert into audit_sealed (event, block) values ({late.pk}, {sealed[0].pk})")
    assert found() == [(sealed[0].pk, "holds 3 events where 2 were sealed")]


def test_a_removed_block_breaks_the_chain(sealed: list[Block]) -> None:
    by_force(
        f"delete from audit_event using audit_sealed s where s.event = audit_event.id and s.block = {sealed[1].pk}",
        f"delete from audit_sealed where block = {sealed[1].pk}",
        f"delete from audit_block where id = {sealed[1].pk}",
    )
    assert found() == [(sealed[2].pk, "does not follow the block before it: a block was removed or put in")]


def test_a_cut_off_end_is_seen_by_the_head_kept_elsewhere(sealed: list[Block]) -> None:
    kept = head()
    by_force(
        f"delete from audit_event using audit_sealed s where s.event = audit_event.id and s.block = {sealed[2].pk}",
        f"delete from audit_sealed where block = {sealed[2].pk}",
        f"delete from audit_block where id = {sealed[2].pk}",
    )
    assert found() == []
    assert head() != kept


@pytest.mark.parametrize("table", ["audit_event", "audit_block", "audit_sealed"])
@pytest.mark.parametrize("verb", ["update {} set id = id", "delete from {}", "truncate {}"])
def test_even_the_owner_meets_the_triggers(sealed: list[Block], table: str, verb: str) -> None:
    statement = verb.format(table).replace("id = id", "event = event" if table == "audit_sealed" else "id = id")
    with (
        pytest.raises(DatabaseError, match=r"Cannot|never emptied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_an_event_waits_until_it_is_sealed(sealed: list[Block]) -> None:
    late = Event.objects.create(kind="read", name="casefile.see_family", worker=9)
    assert list(Unsealed.objects.all()) == [Unsealed(event=late.pk)]
    block = seal()
    assert block is not None
    assert list(Sealed.objects.filter(block=block.pk)) == [Sealed(event=late.pk, block=block.pk)]
    assert Unsealed.objects.count() == 0


def test_what_does_not_wait_is_not_sealed_and_is_found(sealed: list[Block]) -> None:
    late = Event.objects.create(kind="read", name="casefile.see_family", worker=9)
    by_force(f"delete from audit_unsealed where event = {late.pk}")
    assert seal() is None
    assert found() == [(None, f"event {late.pk} is neither sealed nor waiting to be")]


def test_an_event_removed_before_it_was_sealed_is_found(sealed: list[Block]) -> None:
    late = Event.objects.create(kind="read", name="casefile.see_family", worker=9)
    by_force(f"delete from audit_event where id = {late.pk}")
    assert seal() is None
    assert found() == [(None, f"event {late.pk} was removed before it was sealed")]


@pytest.mark.parametrize("verb", ["select * from {}", "insert into {} values (0)", "delete from {}"])
def test_the_web_adds_events_and_has_no_right_on_what_waits(db: None, verb: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('role', 'hearth_web', true), set_config('hearth.worker', '', true)")
        cursor.execute("insert into audit_event (kind, name, details) values ('refused', 'staff.x', '{}')")
        with pytest.raises(DatabaseError, match="permission denied for table audit_unsealed"), transaction.atomic():
            cursor.execute(verb.format("audit_unsealed"))
        cursor.execute("select set_config('role', 'none', true)")
    assert Unsealed.objects.count() == 1
