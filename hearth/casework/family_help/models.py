"""Help under section 17: an episode for each child, one assessment for the family, visits.

Write once: what is recorded about the family is shown under each sibling; only what differs between children
(a child's own needs, a child's factors) is written for the child.
"""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from hearth.casework.people.models import Family, Person, dates
from hearth.foundation.staff.models import Worker, same


class Episode(models.Model):
    """One child's time in need, from the referral that opened it to its closing. The census calls it CINdetails."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="episodes")
    family = models.ForeignKey(Family, null=True, blank=True, on_delete=models.PROTECT, related_name="episodes")
    referred_on = models.DateField()
    referral_source = models.CharField(max_length=2, blank=True)
    primary_need = models.CharField(max_length=2, blank=True)
    is_referral_without_further_action = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True)
    closure_reason = models.CharField(max_length=3, blank=True)
    came_from = models.CharField(max_length=40, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closure_reason="")
                | (Q(closed_on__isnull=False) & ~Q(closure_reason="")),
                name="episode_closed_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("referred_on")),
                name="episode_closes_after_referral",
            ),
            ExclusionConstraint(
                name="one_episode_at_a_time",
                expressions=[
                    (same("person"), RangeOperators.OVERLAPS),
                    (dates("referred_on", "closed_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["family", "-referred_on"], name="episode_by_family")]

    class Handling:
        identifies: set[str] = set()
        tells = {
            "referred_on",
            "referral_source",
            "primary_need",
            "is_referral_without_further_action",
            "closed_on",
            "closure_reason",
        }
        plain = {"id", "person", "family", "came_from", "recorded_at", "recorded_by", "version"}

    @property
    def record_number(self) -> int:
        return int(self.family_id or self.person_id)

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


class Assessment(models.Model):
    """The assessment of a family under section 17: written once, authorised by the manager.

    `started_on` is the date the census asks for; the 45-working-day clock runs from the referral (`referred_on`).
    """

    class State(models.TextChoices):
        WRITING = "writing", "Being written"
        SENT = "sent", "With the manager"
        AUTHORISED = "authorised", "Authorised"

    family = models.ForeignKey(Family, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments")
    referred_on = models.DateField()
    started_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.WRITING)
    analysis = models.TextField(blank=True)
    decision = models.CharField(max_length=60, blank=True)
    decision_because = models.TextField(blank=True)
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    returned_because = models.TextField(blank=True)
    authorised_on = models.DateField(null=True, blank=True)
    authorised_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    late_because = models.CharField(max_length=300, blank=True)
    came_from = models.CharField(max_length=40, blank=True)
    started_at = models.DateTimeField(db_default=Now())
    started_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(family__isnull=False) | Q(person__isnull=False), name="assessment_is_of_somebody"
            ),
            models.UniqueConstraint(
                fields=["family"], condition=~Q(state="authorised"), name="one_assessment_being_written"
            ),
        ]
        indexes = [models.Index(fields=["person", "-started_on"], name="assessment_by_person")]

    class Handling:
        identifies = {"analysis", "decision_because", "returned_because"}
        tells = {"referred_on", "started_on", "state", "decision", "late_because", "sent_on", "authorised_on"}
        plain = {
            "id",
            "family",
            "person",
            "sent_by",
            "authorised_by",
            "came_from",
            "started_at",
            "started_by",
            "version",
        }

    @property
    def record_number(self) -> int:
        return int(self.family_id or self.person_id or 0)


class Edition(models.Model):
    """What an assessment's analysis, decision and manager's answer said at one time: each writing of them adds one.

    The assessment holds what stands now; this keeps what was believed before.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="editions")
    analysis = models.TextField(blank=True)
    decision = models.CharField(max_length=60, blank=True)
    decision_because = models.TextField(blank=True)
    returned_because = models.TextField(blank=True)
    written_at = models.DateTimeField(db_default=Now())
    written_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Handling:
        identifies = {"analysis", "decision_because", "returned_because"}
        tells = {"decision"}
        plain = {"id", "assessment", "written_at", "written_by"}


class Finding(models.Model):
    """What is worrying or going well under one heading: about the whole family, or about one child.

    Appended, never overwritten: a changed finding is a new row and the old one is superseded.
    """

    class Heading(models.TextChoices):
        """The three sides of the assessment framework (Framework for the Assessment of Children in Need, 2000)."""

        NEEDS = "needs", "The child's developmental needs"
        PARENTING = "parenting", "Parenting capacity"
        ENVIRONMENT = "environment", "Family and environment"

    class Side(models.TextChoices):
        WORRYING = "worrying", "What is worrying"
        GOING_WELL = "going_well", "What is going well"

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="findings")
    child = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    heading = models.CharField(max_length=12, choices=Heading)
    side = models.CharField(max_length=12, choices=Side)
    says = models.TextField()
    written_at = models.DateTimeField(db_default=Now())
    written_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "child", "heading", "side"],
                condition=Q(superseded_at__isnull=True),
                nulls_distinct=False,
                name="one_standing_finding",
            ),
            models.CheckConstraint(condition=~Q(heading="needs") | Q(child__isnull=False), name="needs_are_a_childs"),
        ]

    class Handling:
        identifies = {"says"}
        tells = {"heading", "side"}
        plain = {"id", "assessment", "child", "written_at", "written_by", "superseded_at"}


class Factor(models.Model):
    """A factor identified for one child at the end of an assessment (DfE codes 1A to 24A), never free text."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="factors")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="factors")
    code = models.CharField(max_length=3)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "child", "code"], name="factor_once")]

    class Handling:
        identifies: set[str] = set()
        tells = {"code"}
        plain = {"id", "assessment", "child"}


class View(models.Model):
    """What a child or an adult told us, in their words; or why we could not hear them (`not_heard_because`)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="views")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    says = models.TextField(blank=True)
    not_heard_because = models.CharField(max_length=300, blank=True)
    how_told = models.CharField(max_length=160, blank=True)
    told_on = models.DateField()
    written_at = models.DateTimeField(db_default=Now())
    written_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "person"], condition=Q(superseded_at__isnull=True), name="one_standing_view"
            ),
            models.CheckConstraint(
                condition=(~Q(says="") & Q(not_heard_because="")) | (Q(says="") & ~Q(not_heard_because="")),
                name="view_told_or_why_not",
            ),
        ]

    class Handling:
        identifies = {"says", "not_heard_because"}
        tells = {"how_told", "told_on"}
        plain = {"id", "assessment", "person", "written_at", "written_by", "superseded_at"}


class Visit(models.Model):
    """A visit to the family: recorded once, for every child seen."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="visits")
    visited_on = models.DateField()
    says = models.TextField()
    home_seen = models.BooleanField(default=False)
    written_at = models.DateTimeField(db_default=Now())
    written_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["family", "visited_on"], name="visit_by_family")]

    class Handling:
        identifies = {"says"}
        tells = {"visited_on", "home_seen"}
        plain = {"id", "family", "written_at", "written_by"}

    @property
    def record_number(self) -> int:
        return int(self.family_id)


class SeenOnVisit(models.Model):
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="seen")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    seen_alone = models.BooleanField(default=False)
    bedroom_seen = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "child"], name="seen_once_a_visit")]

    class Handling:
        identifies: set[str] = set()
        tells = {"seen_alone", "bedroom_seen"}
        plain = {"id", "visit", "child"}
