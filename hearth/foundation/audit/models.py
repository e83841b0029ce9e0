"""What was done and what was looked at. No foreign keys: the audit outlives whatever it speaks of.

Nothing here holds a name or a narrative: a worker, a record and a slice are numbers and a word.
"""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models.functions import Now


def _never_emptied(name: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="raise exception 'the audit is never emptied';",
    )


class Event(models.Model):
    """One act, one read, or one refusal. Written in the transaction of what it speaks of; never changed after."""

    class Kind(models.TextChoices):
        ACT = "act", "Did"
        READ = "read", "Looked"
        REFUSED = "refused", "Was refused"

    at = models.DateTimeField(db_default=Now())
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=80)
    worker = models.BigIntegerField(null=True)
    record = models.BigIntegerField(null=True)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["record", "-at"], name="audit_by_record"),
            models.Index(fields=["worker", "-at"], name="audit_by_worker"),
            BrinIndex(fields=["at"], name="audit_by_time"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            _never_emptied("never_emptied"),
        ]

    class Handling:
        identifies: set[str] = set()
        tells = {"worker", "record", "name", "details", "at"}
        plain = {"id", "kind"}


class Block(models.Model):
    """A sealed run of events: each block's hash covers its events and the block before it."""

    sealed_at = models.DateTimeField(db_default=Now())
    events = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="block_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            _never_emptied("block_never_emptied"),
        ]

    class Handling:
        identifies: set[str] = set()
        tells: set[str] = set()
        plain = {"id", "sealed_at", "events", "previous", "hash"}


class Sealed(models.Model):
    """Which block holds an event. A table of its own, because the event may not be changed to say so."""

    event = models.BigIntegerField(primary_key=True)
    block = models.BigIntegerField(db_index=True)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="sealed_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            _never_emptied("sealed_never_emptied"),
        ]

    class Handling:
        identifies: set[str] = set()
        tells: set[str] = set()
        plain = {"event", "block"}


class Unsealed(models.Model):
    """An event that waits for its block. The database puts it here with the event; sealing takes it away."""

    event = models.BigIntegerField(primary_key=True)

    class Handling:
        identifies: set[str] = set()
        tells: set[str] = set()
        plain = {"event"}
