"""Seal the audit in hash-chained blocks, and find any tampering.

Only the owner's role seals and verifies: the web can add events and do nothing else to them. The database notes every
new event as waiting (`audit_unsealed`), so that sealing reads what waits and nothing that is sealed already. An event
that commits late goes into a later block, so no gap in the numbers matters. Cutting off the newest blocks together with
their events leaves a chain that is whole but shorter: `head()` is what an auditor keeps elsewhere to notice that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction

from hearth.foundation.audit.models import Block, Sealed

FIRST = "0" * 64
LARGEST_BLOCK = 10_000

# The database itself writes each event out, so that no Python type can hide a change.
_EVENT = (
    "e.id::text || '|' || extract(epoch from e.at)::text || '|' || e.kind || '|' || e.name || '|' || "
    "coalesce(e.worker::text, '') || '|' || coalesce(e.record::text, '') || '|' || e.details::text"
)


@dataclass(frozen=True)
class Tampering:
    block: int | None
    what: str


def seal() -> Block | None:
    """Seal what waits, as one block; None when nothing does. Two at once wait for each other."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('hearth.audit.seal'))")
        cursor.execute(
            f"select e.id, {_EVENT} from audit_unsealed u join audit_event e on e.id = u.event "
            "order by u.event limit %s",
            [LARGEST_BLOCK],
        )
        rows = cursor.fetchall()
        if not rows:
            return None
        last = Block.objects.order_by("-id").first()
        previous = last.hash if last else FIRST
        block = Block.objects.create(
            events=len(rows), previous=previous, hash=_hash(previous, (line for _, line in rows))
        )
        Sealed.objects.bulk_create([Sealed(event=number, block=block.pk) for number, _ in rows])
        cursor.execute("delete from audit_unsealed where event = any(%s)", [[number for number, _ in rows]])
        return block


def _hash(previous: str, lines: Iterator[str]) -> str:
    digest = hashlib.sha256(previous.encode())
    for line in lines:
        digest.update(b"\n" + line.encode())
    return digest.hexdigest()


def head() -> tuple[int, str]:
    """The newest block's number and hash: written down elsewhere, it proves later that nothing was cut off."""
    last = Block.objects.order_by("-id").first()
    return (last.pk, last.hash) if last else (0, FIRST)


def verify() -> list[Tampering]:
    """Every block made again from its events. Empty when nothing was changed, removed or put between."""
    found: list[Tampering] = []
    previous = FIRST
    for block in Block.objects.order_by("id").iterator():
        if block.previous != previous:
            found.append(Tampering(block.pk, "does not follow the block before it: a block was removed or put in"))
        with connection.cursor() as cursor:
            cursor.execute(
                f"select {_EVENT} from audit_sealed s join audit_event e on e.id = s.event "
                "where s.block = %s order by e.id",
                [block.pk],
            )
            lines = [line for (line,) in cursor.fetchall()]
        if len(lines) != block.events:
            found.append(Tampering(block.pk, f"holds {len(lines)} events where {block.events} were sealed"))
        elif _hash(block.previous, iter(lines)) != block.hash:
            found.append(Tampering(block.pk, "holds an event that was changed after it was sealed"))
        previous = block.hash
    return found + [Tampering(None, what) for what in _neither_sealed_nor_waiting()]


def _neither_sealed_nor_waiting() -> Iterator[str]:
    """An event and its place among those that wait are written in one transaction, so that nothing is honestly between."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select e.id from audit_event e where not exists (select 1 from audit_sealed s where s.event = e.id) "
            "and not exists (select 1 from audit_unsealed u where u.event = e.id) order by e.id"
        )
        yield from (f"event {number} is neither sealed nor waiting to be" for (number,) in cursor.fetchall())
        cursor.execute(
            "select u.event from audit_unsealed u where not exists (select 1 from audit_event e where e.id = u.event) "
            "order by u.event"
        )
        yield from (f"event {number} was removed before it was sealed" for (number,) in cursor.fetchall())
