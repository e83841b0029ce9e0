"""What was brought in: each file that was read, and every remark made on it. Kept, whatever becomes of the children."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from hearth.foundation.staff.models import Team, Worker

STALLED_AFTER = timedelta(minutes=10)


class Run(models.Model):
    """One file, read once. `counts` is by module, then by what became of its rows (`report.Outcome`)."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be read"
        READING = "reading", "Being read"
        READ = "read", "Read"
        UNREADABLE = "unreadable", "Cannot be read"
        STOPPED = "stopped", "Stopped"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    brought_at = models.DateTimeField(db_default=Now())
    brought_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    percent = models.PositiveSmallIntegerField(default=0)
    moved_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)
    authority = models.CharField(max_length=3, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    reference_date = models.DateField(null=True)
    says = models.CharField(max_length=400, blank=True)
    counts = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["-brought_at"], name="run_by_time"),
            models.Index(fields=["sha256"], name="run_by_file"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "reading"], ended_at__isnull=True)
                | (~Q(state__in=["waiting", "reading"]) & Q(ended_at__isnull=False)),
                name="run_ends_when_it_is_over",
            )
        ]

    class Handling:
        identifies: set[str] = set()
        tells = {"counts"}
        plain = {
            "id",
            "file_name",
            "sha256",
            "size",
            "team",
            "state",
            "brought_at",
            "brought_by",
            "percent",
            "moved_at",
            "ended_at",
            "authority",
            "year",
            "reference_date",
            "says",
        }

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None

    def has_stalled(self, *, at: datetime) -> bool:
        """Nothing has moved for so long that whoever read it must have been stopped. Nothing of it was written."""
        return not self.is_over and at - self.moved_at > STALLED_AFTER

    def total(self, outcome: str) -> int:
        counts: dict[str, dict[str, Any]] = self.counts
        return sum(module.get(outcome, 0) for module in counts.values())


class Kept(models.Model):
    """A record or item of a return that casework has no home for yet, by the census's own names and words.

    Of a child of one authority's returns, once: `fingerprint` is of its words.
    """

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="kept")
    issued_by = models.CharField(max_length=10)
    child = models.CharField(max_length=40)
    module = models.CharField(max_length=30)
    line = models.PositiveIntegerField()
    told = models.JSONField()
    fingerprint = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issued_by", "child", "fingerprint"], name="kept_once")]

    class Handling:
        identifies = {"child", "told"}
        tells = {"module"}
        plain = {"id", "run", "issued_by", "line", "fingerprint"}


class Remark(models.Model):
    """Something said of one line of the file. `value` is what the file holds there: it may identify a child."""

    class Kind(models.TextChoices):
        REFUSED = "refused", "Refused"
        QUERY = "query", "Look at this"
        NOTE = "note", "Note"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=8, choices=Kind)
    line = models.PositiveIntegerField(null=True)
    child = models.CharField(max_length=100, blank=True)
    field = models.CharField(max_length=100)
    value = models.CharField(max_length=120, blank=True)
    says = models.CharField(max_length=600)

    class Meta:
        indexes = [models.Index(fields=["run", "line", "id"], name="remark_by_line")]

    class Handling:
        identifies = {"child", "value", "says"}
        tells: set[str] = set()
        plain = {"id", "run", "kind", "line", "field"}
