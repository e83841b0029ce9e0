"""What was checked: each return given, every issue found in it, and the explanations its queries were answered with."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from hearth.foundation.staff.models import Worker

STALLED_AFTER = timedelta(minutes=10)


class Run(models.Model):
    """One return, checked once. Its number is of the one sequence of records, so that the audit says who opened it.

    `as_year` is the year asked for (2026 is 2025-26), 0 for the header's own. `by_rule` holds what stays when the issues
    are gone: of each rule that was broken its code, severity, what is wrong, how many records (0 where it is the return
    itself) and how many issues. So does `reader_says`: what the reader says of the file itself, each as severity, words and
    how often. `reader_lines` goes with the issues: the first of them, each as line, item, severity and words.
    `header_says` is how the header contradicts itself, `no_figures` why there is no needs assessment of the return.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be checked"
        CHECKING = "checking", "Being checked"
        CHECKED = "checked", "Checked"
        UNREADABLE = "unreadable", "Unreadable"
        STOPPED = "stopped", "Stopped"

    id = models.BigIntegerField(primary_key=True)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    as_year = models.PositiveSmallIntegerField(default=0)
    hearth_version = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    given_at = models.DateTimeField(db_default=Now())
    given_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    doing = models.CharField(max_length=60, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    moved_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)
    authority = models.CharField(max_length=3, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    reference_date = models.DateField(null=True)
    children = models.PositiveIntegerField(null=True)
    says = models.CharField(max_length=400, blank=True)
    errors = models.PositiveIntegerField(default=0)
    queries = models.PositiveIntegerField(default=0)
    by_rule = models.JSONField(default=list)
    rules = models.JSONField(default=list)
    failed_rules = models.JSONField(default=dict)
    reader_says = models.JSONField(default=list)
    reader_lines = models.JSONField(default=list)
    header_says = models.CharField(max_length=400, blank=True)
    snapshot = models.CharField(max_length=60, blank=True)
    no_figures = models.CharField(max_length=400, blank=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-given_at"], name="check_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "checking"], ended_at__isnull=True)
                | (~Q(state__in=["waiting", "checking"]) & Q(ended_at__isnull=False)),
                name="check_ends_when_it_is_over",
            ),
            # The same file again leads to what was found, unless the rules may be others by now.
            models.UniqueConstraint(
                fields=["sha256", "as_year", "hearth_version"],
                condition=Q(state__in=["waiting", "checking", "checked"], forgotten_at__isnull=True),
                name="a_file_is_checked_once",
            ),
        ]

    class Handling:
        identifies: set[str] = {"failed_rules", "reader_lines"}
        tells = {"by_rule", "reader_says", "errors", "queries", "children"}
        plain = {
            "id",
            "file_name",
            "sha256",
            "size",
            "as_year",
            "hearth_version",
            "state",
            "given_at",
            "given_by",
            "doing",
            "percent",
            "moved_at",
            "ended_at",
            "authority",
            "year",
            "reference_date",
            "says",
            "rules",
            "header_says",
            "snapshot",
            "no_figures",
            "forgotten_at",
        }

    def __str__(self) -> str:
        return self.file_name

    @property
    def record_number(self) -> int:
        return self.pk

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None

    @property
    def issues_are_here(self) -> bool:
        return self.state == self.State.CHECKED and self.forgotten_at is None

    def has_stalled(self, *, at: datetime) -> bool:
        """Nothing has moved for so long that whoever checked it must have been stopped. Nothing of it was kept."""
        return not self.is_over and at - self.moved_at > STALLED_AFTER

    @property
    def reader_errors(self) -> int:
        return sum(count for severity, _, count in self.reader_says if severity == "error")

    @property
    def reader_total(self) -> int:
        return sum(count for _, _, count in self.reader_says)

    @property
    def words(self) -> dict[str, str]:
        """What each rule that was broken says is wrong, by its code."""
        return {rule: says for rule, _, says, _, _ in self.by_rule}

    def severity_of(self, rule: str) -> str | None:
        """None where the rule, by its code, was not broken."""
        return next((severity for code, severity, *_ in self.by_rule if code == rule), None)


class Issue(models.Model):
    """One item of one record that a rule found at fault; of a rule on the whole return, what `says`.

    `record` is the same in every return for the same rule, child and place in the child's story, `key` for the same item
    of it (`places.py`). `place` is that in words. Of several items of a record in one table that a rule names, the first
    `is_counted`.
    """

    class Severity(models.TextChoices):
        ERROR = "error", "Error"
        QUERY = "query", "Query"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="issues")
    position = models.PositiveIntegerField()
    rule = models.CharField(max_length=10)
    severity = models.CharField(max_length=5, choices=Severity)
    table = models.CharField(max_length=40, blank=True)
    field = models.CharField(max_length=60, blank=True)
    child = models.CharField(max_length=100, blank=True)
    row = models.PositiveIntegerField(null=True)
    value = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=200, blank=True)
    says = models.CharField(max_length=400, blank=True)
    record = models.UUIDField()
    key = models.UUIDField()
    is_counted = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["run", "position"], name="issue_by_position"),
            models.Index(fields=["run", "rule", "position"], name="issue_by_rule"),
            models.Index(fields=["run", "child", "position"], name="issue_by_child"),
            models.Index(fields=["run", "key"], name="issue_by_key"),
            models.Index(fields=["run", "record"], name="issue_by_record"),
        ]

    class Handling:
        identifies = {"child", "value", "record", "key"}
        tells = {"place", "says"}
        plain = {"id", "run", "position", "rule", "severity", "table", "field", "row", "is_counted"}

    @property
    def record_number(self) -> int:
        return self.run_id


class Explanation(models.Model):
    """Why a query stands, in the council's words. It holds in every later return of the authority in which the same rule
    asks of the same record. Words are never written over: the latest is shown, the earlier stay."""

    LONGEST = 1_000

    authority = models.CharField(max_length=3)
    record = models.UUIDField()
    rule = models.CharField(max_length=10)
    child = models.CharField(max_length=100, blank=True)
    place = models.CharField(max_length=200, blank=True)
    says = models.CharField(max_length=LONGEST)
    version = models.PositiveIntegerField(default=1)
    is_latest = models.BooleanField(default=True)
    written_at = models.DateTimeField(db_default=Now())
    written_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "record"], condition=Q(is_latest=True), name="one_latest_explanation"
            ),
            models.UniqueConstraint(fields=["authority", "record", "version"], name="explanation_by_version"),
        ]

    class Handling:
        identifies = {"child", "record", "says"}
        tells = {"place"}
        plain = {"id", "authority", "rule", "version", "is_latest", "written_at", "written_by"}

    def __str__(self) -> str:
        return self.says
