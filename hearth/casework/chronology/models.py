"""What happened when. Lines are written by the acts themselves; nobody types one again."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from hearth.casework.people.models import Family, Person
from hearth.foundation.staff.models import Worker


class Line(models.Model):
    """One event of a family's (or a lone person's) story, with where it can be read in full."""

    family = models.ForeignKey(Family, null=True, on_delete=models.PROTECT, related_name="lines")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="lines")
    happened_on = models.DateField()
    says = models.CharField(max_length=400)
    slice = models.CharField(max_length=80)
    leads_to = models.CharField(max_length=200, blank=True)
    is_significant = models.BooleanField(default=False)
    marked_because = models.CharField(max_length=300, blank=True)
    marked_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(db_default=Now())
    written_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["family", "-happened_on", "-id"], name="line_by_family"),
            models.Index(fields=["person", "-happened_on", "-id"], name="line_by_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(family__isnull=False) | models.Q(person__isnull=False), name="line_is_about_somebody"
            )
        ]

    class Handling:
        identifies: set[str] = set()
        tells = {"says", "marked_because", "happened_on", "is_significant"}
        plain = {"id", "family", "person", "slice", "leads_to", "marked_by", "written_at", "written_by"}

    @property
    def record_number(self) -> int:
        return int(self.family_id or self.person_id or 0)
