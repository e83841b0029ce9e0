"""The family's workbook: the Web Star and the plan on a page."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from hearth.casework.people.models import Family, Person
from hearth.foundation.staff.models import Worker


class Star(models.Model):
    """One sitting with the star: a day, the tool's version, and shapes drawn by those who scored."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="stars")
    tool_version = models.CharField(max_length=20)
    spokes = models.JSONField()
    lowest = models.SmallIntegerField()
    highest = models.SmallIntegerField()
    drawn_on = models.DateField()
    note = models.TextField(blank=True)
    begun_at = models.DateTimeField(db_default=Now())
    begun_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(lowest__lt=F("highest")), name="star_scale_runs_up")]
        indexes = [models.Index(fields=["family", "-drawn_on"], name="star_by_family")]

    class Handling:
        identifies = {"note"}
        tells = {"drawn_on", "spokes"}
        plain = {"id", "family", "tool_version", "lowest", "highest", "begun_at", "begun_by"}

    @property
    def record_number(self) -> int:
        return int(self.family_id)

    def label_of(self, spoke: str) -> str:
        return next((str(each["label"]) for each in self.spokes if each["key"] == spoke), spoke)


class Shape(models.Model):
    """One scorer's scores at one sitting. A retrospective baseline stands beside the first score, never in its place."""

    class Kind(models.TextChoices):
        NOW = "now", "How things are now"
        LOOKING_BACK = "looking_back", "Looking back: how things were at the first star"

    class Scorer(models.TextChoices):
        CHILD = "child", "A child"
        PARENT = "parent", "A parent or carer"
        WORKER = "worker", "A worker"
        AGREED = "agreed", "Agreed together"

    star = models.ForeignKey(Star, on_delete=models.PROTECT, related_name="shapes")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.NOW)
    scorer = models.CharField(max_length=8, choices=Scorer)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because="")),
                name="shape_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(scorer__in=["child", "parent"], person__isnull=False, worker__isnull=True)
                | Q(scorer="worker", person__isnull=True, worker__isnull=False)
                | Q(scorer="agreed", person__isnull=True, worker__isnull=True),
                name="shape_says_who_scored",
            ),
            models.UniqueConstraint(
                fields=["star", "kind", "scorer", "person", "worker"],
                condition=Q(withdrawn_at__isnull=True),
                nulls_distinct=False,
                name="one_standing_shape_a_scorer",
            ),
        ]

    class Handling:
        identifies: set[str] = set()
        tells = {"kind", "scorer", "withdrawn_because"}
        plain = {"id", "star", "person", "worker", "recorded_at", "recorded_by", "withdrawn_at", "withdrawn_by"}


class Score(models.Model):
    """One spoke: a score, or words alone where somebody would not put a number on it."""

    shape = models.ForeignKey(Shape, on_delete=models.PROTECT, related_name="scores")
    spoke = models.CharField(max_length=40)
    score = models.SmallIntegerField(null=True, blank=True)
    in_their_words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shape", "spoke"], name="spoke_scored_once"),
            models.CheckConstraint(
                condition=Q(score__isnull=False) | ~Q(in_their_words=""), name="spoke_scored_or_spoken_of"
            ),
        ]

    class Handling:
        identifies = {"in_their_words"}
        tells = {"spoke", "score"}
        plain = {"id", "shape"}


class Plan(models.Model):
    """The plan on a page. A changed plan is a new one; the old is superseded and stays."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="plans")
    made_on = models.DateField()
    worries = models.TextField()
    hopes = models.TextField()
    if_worse = models.TextField()
    review_on = models.DateField()
    ring_name = models.CharField(max_length=160)
    ring_role = models.CharField(max_length=160, blank=True)
    ring_phone = models.CharField(max_length=40)
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family"], condition=Q(superseded_at__isnull=True), name="one_standing_plan"
            ),
            models.CheckConstraint(condition=Q(review_on__gte=F("made_on")), name="plan_reviewed_after_made"),
        ]

    class Handling:
        identifies = {"worries", "hopes", "if_worse", "ring_name", "ring_phone"}
        tells = {"made_on", "review_on", "ring_role"}
        plain = {"id", "family", "made_at", "made_by", "superseded_at", "version"}

    @property
    def record_number(self) -> int:
        return int(self.family_id)


class Step(models.Model):
    """Who does what by when. `person` or `worker` where it is one of them; their name as the family says it."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=160)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    does = models.TextField()
    by_when = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="steps_in_order")]

    class Handling:
        identifies = {"who", "does"}
        tells = {"by_when", "done_on"}
        plain = {"id", "plan", "position", "person", "worker", "done_by"}


class Scale(models.Model):
    """Where things are now and where the family wants them, on a spoke of the star or in words of their own."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="scales")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=120)
    spoke = models.CharField(max_length=40, blank=True)
    now = models.SmallIntegerField()
    wanted = models.SmallIntegerField()
    lowest = models.SmallIntegerField(default=1)
    highest = models.SmallIntegerField(default=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="scales_in_order"),
            models.CheckConstraint(
                condition=Q(
                    now__gte=F("lowest"), now__lte=F("highest"), wanted__gte=F("lowest"), wanted__lte=F("highest")
                ),
                name="scale_within_its_ends",
            ),
        ]

    class Handling:
        identifies = {"label"}
        tells = {"spoke", "now", "wanted"}
        plain = {"id", "plan", "position", "lowest", "highest"}


class CopyMade(models.Model):
    """A plan printed for a named recipient: who had which version, and what was left out for their safety."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="copies")
    made_for = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_for_name = models.CharField(max_length=160)
    made_for_agency = models.CharField(max_length=160, blank=True)
    given_because = models.CharField(max_length=300, blank=True)
    """Why somebody outside may have what is kept from others; of the protections in `given_despite`, and no later one."""
    given_despite = ArrayField(models.BigIntegerField(), default=list, blank=True)
    left_out = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Handling:
        identifies = {"made_for_name", "given_because"}
        tells = {"made_for_agency", "left_out"}
        plain = {"id", "plan", "made_for", "given_despite", "made_at", "made_by"}

    @property
    def made_for_whom(self) -> str:
        return ", ".join(part for part in (self.made_for_name, self.made_for_agency) if part)
