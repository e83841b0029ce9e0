"""What was published: of which snapshot, by whom, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from hearth.evidence.measures.hidden_harm.definition import definition
from hearth.foundation.staff.models import Worker


class Publication(models.Model):
    """The figures of a snapshot, given to those who may see no exact count. They are kept as they were published
    (hidden_harm/kept_figures.py), with the council's threshold and rounding of that moment, the version of the definition, and
    what whoever published had to weigh, a sentence each. Of one day one publication stands; a withdrawn one stays on record.

    What was published and withdrawn before Hearth kept figures has none, and nobody wrote down its settings."""

    LONGEST = 300

    snapshot = models.CharField(max_length=60)
    facts_on = models.DateField()
    published_at = models.DateTimeField(db_default=Now())
    published_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    threshold = models.PositiveIntegerField(null=True)
    rounding = models.PositiveIntegerField(null=True)
    definition_version = models.CharField(max_length=20, blank=True)
    figures = models.JSONField(null=True)
    weighed = models.JSONField(default=list)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.CharField(max_length=LONGEST, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["facts_on"], condition=Q(withdrawn_at__isnull=True), name="one_publication_of_a_day"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_because="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, withdrawn_because__gt=""),
                name="publication_withdrawn_by_somebody_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False)
                | Q(figures__isnull=False, threshold__isnull=False, rounding__isnull=False, definition_version__gt=""),
                name="publication_stands_with_its_figures",
            ),
        ]

    class Handling:
        identifies: set[str] = set()
        tells = {"withdrawn_because"}
        plain = {
            "id", "snapshot", "facts_on", "published_at", "published_by", "threshold", "rounding", "definition_version",
            "figures", "weighed", "withdrawn_at", "withdrawn_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"snapshot {self.snapshot}"

    @property
    def audited_as(self) -> dict[str, object]:
        """By its snapshot: its own number is none of a record's."""
        return {"snapshot": self.snapshot}

    @property
    def is_of_another_definition(self) -> bool:
        """Figures of two versions are never set side by side: those of another are shown no longer."""
        return self.definition_version != definition().version

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None
