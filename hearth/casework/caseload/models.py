"""Who holds which family. An allocation writes the grants by which a family can be opened."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from hearth.casework.people.models import Family, dates
from hearth.foundation.staff.models import Grant, Team, Worker, same


class Allocation(models.Model):
    """A family held by a pod, from one day until another."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="allocations")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="allocations")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    why_ended = models.CharField(max_length=300, blank=True)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="+")
    allocated_at = models.DateTimeField(db_default=Now())
    allocated_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="held_by_one_pod_at_a_time",
                expressions=[(same("family"), RangeOperators.OVERLAPS), (dates(), RangeOperators.OVERLAPS)],
            ),
        ]

    class Handling:
        identifies: set[str] = set()
        tells = {"why_ended"}
        plain = {"id", "family", "team", "starts_on", "ends_on", "grant", "allocated_at", "allocated_by"}

    @property
    def record_number(self) -> int:
        return int(self.family_id)


class Involvement(models.Model):
    """One worker's part with a family: its lead, or a specialist beside."""

    class Part(models.TextChoices):
        LEAD = "lead", "Lead social worker"
        DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse practitioner"
        MENTAL_HEALTH = "mental_health", "Mental health practitioner"
        SUBSTANCES = "substances", "Drug and alcohol practitioner"
        FAMILY_WORKER = "family_worker", "Family worker"
        OTHER = "other", "Other practitioner"

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="involvements")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="involvements")
    part = models.CharField(max_length=16, choices=Part)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    why_ended = models.CharField(max_length=300, blank=True)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_lead_at_a_time",
                expressions=[(same("family"), RangeOperators.OVERLAPS), (dates(), RangeOperators.OVERLAPS)],
                condition=Q(part="lead"),
            ),
            ExclusionConstraint(
                name="one_part_each_at_a_time",
                expressions=[
                    (same("family"), RangeOperators.OVERLAPS),
                    (same("worker"), RangeOperators.OVERLAPS),
                    (dates(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    class Handling:
        identifies: set[str] = set()
        tells = {"part", "why_ended"}
        plain = {"id", "family", "worker", "starts_on", "ends_on", "grant"}

    @property
    def record_number(self) -> int:
        return int(self.family_id)
