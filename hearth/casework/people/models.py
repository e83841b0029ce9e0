"""Persons, families and what ties them. A fact about a person stands once, whoever asks."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from hearth.foundation.staff.models import Worker, same

EARLIEST_BIRTH = date(1900, 1, 1)


def dates(starts: str = "starts_on", ends: str = "ends_on") -> Func:
    """A row's period as a range: end exclusive, open when there is none."""
    return Func(F(starts), F(ends), function="daterange", output_field=DateRangeField())


class Person(models.Model):
    """A child, a parent, anybody in a family; an unborn child too, who has an expected date until there is a birth."""

    id = models.BigIntegerField(primary_key=True)
    known_as = models.CharField(max_length=100, blank=True)
    given_names = models.CharField(max_length=200, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    other_names = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    born_on = models.DateField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    about_age = models.CharField(max_length=40, blank=True)  # as told, while no date of birth is known
    about_age_on = models.DateField(null=True, blank=True)  # when it was told: they grow older
    was_expected_on = models.DateField(null=True, blank=True)  # kept when the birth takes its place
    died_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, default="U")
    ethnicity = models.CharField(max_length=4, blank=True)
    disabilities = ArrayField(models.CharField(max_length=4), default=list, blank=True)
    upn_unknown = models.CharField(max_length=3, blank=True)
    language = models.CharField(max_length=80, blank=True)
    communication_needs = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    school = models.CharField(max_length=200, blank=True)
    surgery = models.CharField(max_length=200, blank=True)
    likeness_keys = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [GinIndex(fields=["likeness_keys"], name="person_by_likeness", fastupdate=False)]
        constraints = [
            models.CheckConstraint(
                condition=Q(born_on__isnull=True) | Q(expected_on__isnull=True), name="person_born_or_expected"
            ),
            models.CheckConstraint(
                condition=Q(born_on__isnull=True) | Q(born_on__gte=EARLIEST_BIRTH), name="person_born_after_1900"
            ),
            models.CheckConstraint(
                condition=Q(died_on__isnull=True) | Q(born_on__isnull=True) | Q(died_on__gte=F("born_on")),
                name="person_dies_after_birth",
            ),
        ]

    class Handling:
        identifies = {
            "known_as",
            "given_names",
            "family_name",
            "other_names",
            "born_on",
            "expected_on",
            "was_expected_on",
            "phone",
            "likeness_keys",
        }
        tells = {
            "about_age",
            "died_on",
            "sex",
            "ethnicity",
            "disabilities",
            "upn_unknown",
            "language",
            "communication_needs",
            "school",
            "surgery",
        }
        plain = {"id", "about_age_on", "recorded_at", "recorded_by", "version"}

    def __str__(self) -> str:
        return self.name

    @property
    def record_number(self) -> int:
        return int(self.pk)

    @property
    def name(self) -> str:
        """As people call them: known-as first. A child brought in without a name is called by the return's number."""
        if self.is_unborn_without_a_name:
            return f"Unborn baby {self.family_name}".strip()
        first = self.known_as or self.given_names
        found = f"{first} {self.family_name}".strip()
        return found or f"Person {self.pk}"

    @property
    def is_unborn_without_a_name(self) -> bool:
        """Who would be called by a surname alone, like anybody else of the family."""
        return self.expected_on is not None and not (self.known_as or self.given_names)

    @property
    def first_name(self) -> str:
        if self.is_unborn_without_a_name:
            return f"unborn baby {self.family_name}".strip()
        return first_name(self.known_as, self.given_names, self.family_name, int(self.pk))


def first_name(known_as: str, given_names: str, family_name: str, number: int) -> str:
    """What somebody is called in a list of their family."""
    return known_as or given_names or family_name.strip() or f"Person {number}"


class Identifier(models.Model):
    """A number by which somebody else knows a person. Scoped to whoever issued it, never re-used."""

    class Kind(models.TextChoices):
        NHS = "nhs", "NHS number"
        UPN = "upn", "Unique pupil number"
        FORMER_UPN = "former_upn", "Former unique pupil number"
        CHILD = "la_child", "Council's child number (LAchildID)"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=12, choices=Kind)
    value = models.CharField(max_length=40)
    issued_by = models.CharField(max_length=80, blank=True)
    is_verified = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "value", "issued_by"], name="identifier_belongs_to_one_person"),
        ]

    class Handling:
        identifies = {"value"}
        tells: set[str] = set()
        plain = {"id", "person", "kind", "issued_by", "is_verified"}


class Family(models.Model):
    """The people who are worked with together. Its record holds the workbook, the plan and the chronology."""

    id = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=120)
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Handling:
        identifies = {"name"}
        tells: set[str] = set()
        plain = {"id", "recorded_at", "recorded_by", "version"}

    def __str__(self) -> str:
        return f"{self.name} family"

    @property
    def record_number(self) -> int:
        return int(self.pk)


class FamilyMembership(models.Model):
    """Somebody in a family, and as what, from one day until another."""

    class Part(models.TextChoices):
        CHILD = "child", "Child"
        MOTHER = "mother", "Mother"
        FATHER = "father", "Father"
        PARENT = "parent", "Parent or carer"
        STEP_PARENT = "step_parent", "Step-parent or parent's partner"
        GRANDPARENT = "grandparent", "Grandparent"
        SIBLING = "sibling", "Adult brother or sister"
        OTHER = "other", "Somebody else in the household or network"

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    part = models.CharField(max_length=12, choices=Part)
    has_parental_responsibility = models.BooleanField(null=True)
    lives_in_household = models.BooleanField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="in_a_family_once_at_a_time",
                expressions=[
                    (same("family"), RangeOperators.OVERLAPS),
                    (same("person"), RangeOperators.OVERLAPS),
                    (dates(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    class Handling:
        identifies: set[str] = set()
        tells = {"part", "has_parental_responsibility", "lives_in_household"}
        plain = {"id", "family", "person", "starts_on", "ends_on"}

    @property
    def is_child(self) -> bool:
        return self.part == self.Part.CHILD


class Relationship(models.Model):
    """How one person is related to another: `person` is the `kind` of `to`."""

    class Kind(models.TextChoices):
        PARENT = "parent", "Parent of"
        SIBLING = "sibling", "Brother or sister of"
        GRANDPARENT = "grandparent", "Grandparent of"
        PARTNER = "partner", "Partner of"
        FORMER_PARTNER = "former_partner", "Former partner of"
        OTHER = "other", "Other relation of"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("to")), name="related_to_somebody_else"),
            models.UniqueConstraint(fields=["person", "to", "kind"], name="related_once"),
        ]

    class Handling:
        identifies: set[str] = set()
        tells = {"kind"}
        plain = {"id", "person", "to", "starts_on", "ends_on"}


class Residence(models.Model):
    """Where somebody lives or lived."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="residences")
    address = models.TextField(max_length=400)
    postcode = models.CharField(max_length=8, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="lives_at_one_place_at_a_time",
                expressions=[(same("person"), RangeOperators.OVERLAPS), (dates(), RangeOperators.OVERLAPS)],
            ),
        ]

    class Handling:
        identifies = {"address", "postcode"}
        tells: set[str] = set()
        plain = {"id", "person", "starts_on", "ends_on"}


class Protection(models.Model):
    """What must never reach somebody: a person's address or their part in the plan, kept from one person or from all outside.

    `kept_from` empty means from everybody who is not a worker with a grant.
    """

    class Covers(models.TextChoices):
        ADDRESS = "address", "Where they live, their phone and their school"
        EVERYTHING = "everything", "That they are named at all"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="protections")
    kept_from = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    covers = models.CharField(max_length=12, choices=Covers)
    why = models.CharField(max_length=300)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    why_ended = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True, ended_by__isnull=True, why_ended="")
                | (Q(ends_on__isnull=False, ended_by__isnull=False) & ~Q(why_ended="")),
                name="protection_ended_by_somebody_with_a_reason",
            ),
        ]

    class Handling:
        identifies: set[str] = set()
        tells = {"covers", "why", "kept_from", "why_ended"}
        plain = {"id", "person", "starts_on", "ends_on", "made_by", "ended_by"}

    @property
    def record_number(self) -> int:
        return int(self.person_id)
