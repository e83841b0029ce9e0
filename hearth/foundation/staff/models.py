"""Who works here and what they may open. Foundation knows nothing of families: a record is a number."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now

from hearth.foundation.staff import roles


def same(field: str) -> Func:
    """A number as a one-number range, so that an exclusion constraint can compare it without an extension."""
    return Func(F(field), F(field), Value("[]"), function="int8range")


class Organisation(models.Model):
    """An employer or a partner: the council itself, a school, the police, a charity."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "The council"
        SCHOOL = "school", "School or college"
        POLICE = "police", "Police"
        HEALTH = "health", "Health"
        HOUSING = "housing", "Housing"
        CHARITY = "charity", "Charity or voluntary organisation"
        OTHER = "other", "Other"

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    answers_checks = models.BooleanField(default=False)
    ends_on = models.DateField(null=True, blank=True)

    class Handling:
        identifies: set[str] = set()
        tells: set[str] = set()
        plain = {"id", "name", "kind", "phone", "email", "answers_checks", "ends_on"}

    def __str__(self) -> str:
        return self.name

    @property
    def audited_as(self) -> dict[str, int]:
        return {"organisation": self.pk}


class Team(models.Model):
    """People who hold families, contacts or referrals together: a pod, the front door, a partner's safeguarding people."""

    class Kind(models.TextChoices):
        FRONT_DOOR = "front_door", "Front door"
        POD = "pod", "Pod"
        PARTNER = "partner", "Partner"
        EVIDENCE = "evidence", "Records and evidence"

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    area = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Handling:
        identifies: set[str] = set()
        tells: set[str] = set()
        plain = {"id", "name", "kind", "organisation", "area", "phone", "ends_on"}

    def __str__(self) -> str:
        return self.name

    @property
    def audited_as(self) -> dict[str, int]:
        return {"team": self.pk}


class WorkerManager(BaseUserManager["Worker"]):
    def get_by_natural_key(self, username: str | None) -> Worker:
        return self.get(email__iexact=username)

    def get_queryset(self) -> models.QuerySet[Worker]:
        return super().get_queryset().select_related("employer")


class Worker(AbstractBaseUser):
    """Somebody who signs in, whoever employs them."""

    email = models.EmailField(unique=True)
    known_as = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    job_title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=20, choices=[(role.key, role.title) for role in roles.ROLES.values()])
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="workers")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    last_seen_on = models.DateField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = WorkerManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="worker_ends_after_start"
            ),
        ]

    class Handling:
        identifies = {"email", "known_as", "family_name", "phone"}
        tells: set[str] = set()
        plain = {
            "id",
            "job_title",
            "role",
            "employer",
            "starts_on",
            "ends_on",
            "is_active",
            "last_seen_on",
            "password",
            "last_login",
        }

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.known_as} {self.family_name}"

    @property
    def audited_as(self) -> dict[str, int]:
        return {"worker": self.pk}

    @property
    def role_title(self) -> str:
        return roles.ROLES[self.role].title

    # Set by the door, for as long as a page is at work on a record that was opened in an emergency.
    is_in_an_emergency = False

    def may(self, name: str) -> bool:
        return roles.may(self.role, name) and (not self.is_in_an_emergency or roles.is_for_emergencies(name))

    def works_here(self, *, on: date) -> bool:
        return self.is_active and self.starts_on <= on and (self.ends_on is None or on < self.ends_on)

    # Asked by parts of Django and allauth that know of "staff" and "superusers": Hearth has neither.
    is_staff = False
    is_superuser = False

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return False

    def get_full_name(self) -> str:
        return self.name


class TeamMembership(models.Model):
    """Somebody in a team, from one day until another."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_membership_at_a_time",
                expressions=[
                    (same("worker"), RangeOperators.OVERLAPS),
                    (same("team"), RangeOperators.OVERLAPS),
                    (
                        Func(F("starts_on"), F("ends_on"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    class Handling:
        identifies: set[str] = set()
        tells: set[str] = set()
        plain = {"id", "worker", "team", "starts_on", "ends_on"}


class Grant(models.Model):
    """Who may open which record, why, from when until when. Ended, never deleted: it answers who could see a child in March.

    `record` is the number of a family, a person or a contact: one sequence numbers all three.
    """

    class Kind(models.TextChoices):
        WORK = "work", "Works with them"
        NAMED = "named", "Named on a restricted record"
        EMERGENCY = "emergency", "Emergency"

    worker = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="grants")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="grants")
    record = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.WORK)
    why = models.CharField(max_length=300)
    starts_at = models.DateTimeField(db_default=Now())
    ends_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(worker__isnull=True, team__isnull=False) | Q(worker__isnull=False, team__isnull=True),
                name="grant_to_a_worker_or_a_team",
            ),
            models.CheckConstraint(
                condition=~Q(kind="named") | Q(worker__isnull=False), name="grant_named_is_a_person"
            ),
            models.CheckConstraint(
                condition=~Q(kind="emergency") | Q(ends_at__isnull=False), name="grant_emergency_ends"
            ),
        ]
        indexes = [
            models.Index(fields=["record"], name="grant_by_record"),
            models.Index(fields=["worker", "record"], name="grant_by_worker", condition=Q(worker__isnull=False)),
            models.Index(fields=["team", "record"], name="grant_by_team", condition=Q(team__isnull=False)),
        ]
        triggers = [pgtrigger.Protect(name="grant_is_ended_never_deleted", operation=pgtrigger.Delete)]

    class Handling:
        identifies: set[str] = set()
        tells = {"record", "why", "kind"}
        plain = {"id", "worker", "team", "starts_at", "ends_at", "given_by"}


class Restriction(models.Model):
    """A record that only people named on it may open (a colleague's family, an adoption, somebody well known)."""

    record = models.BigIntegerField(unique=True)
    why = models.CharField(max_length=300)
    starts_at = models.DateTimeField(db_default=Now())
    made_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Handling:
        identifies: set[str] = set()
        tells = {"record", "why"}
        plain = {"id", "starts_at", "made_by"}


class Alert(models.Model):
    """Something one worker is told. No names: the page it leads to has its own guard."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="alerts")
    says = models.CharField(max_length=300)
    leads_to = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["worker", "-at"], name="alert_by_worker")]

    class Handling:
        identifies: set[str] = set()
        tells = {"says", "leads_to"}
        plain = {"id", "worker", "at", "seen_at"}


class Invitation(models.Model):
    """A link by which a new worker chooses their password. Only its hash is kept."""

    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(db_default=Now())
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")

    class Handling:
        identifies: set[str] = set()
        tells: set[str] = set()
        plain = {"id", "worker", "token_hash", "sent_at", "ends_at", "used_at", "sent_by"}


class Draft(models.Model):
    """What somebody typed and has not sent yet. Theirs alone: its policy lets nobody else read it."""

    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=200)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["worker", "key"], name="one_draft_a_form")]

    class Handling:
        identifies = {"fields"}
        tells: set[str] = set()
        plain = {"id", "worker", "key", "saved_at"}


class Submission(models.Model):
    """A form that was sent: sending it again leads to the same answer and records nothing more."""

    token = models.UUIDField(primary_key=True)
    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="+")
    leads_to = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Handling:
        identifies: set[str] = set()
        tells: set[str] = set()
        plain = {"token", "worker", "leads_to", "at"}
