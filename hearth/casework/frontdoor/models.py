"""From a worried call to a decision.

A contact keeps what was told, as told, and never changes. Persons and families are made or joined from it at the
decision, so nobody types a child's name again.
"""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from hearth.casework.family_help.models import Episode
from hearth.casework.people.models import Family, Person
from hearth.foundation.staff.models import Organisation, Team, Worker


class Contact(models.Model):
    """Somebody told the front door of a worry. A contact is not a referral until it is decided to be one."""

    class Outcome(models.TextChoices):
        NO_FURTHER_ACTION = "nfa", "No further action"
        ADVICE = "advice", "Information and advice"
        EARLY_HELP = "early_help", "Early help"
        FAMILY_HELP = "family_help", "Family help"
        STRATEGY_DISCUSSION = "strategy", "Strategy discussion"
        JOINED = "joined", "Joined to a family already worked with"
        JOINED_STRATEGY = "joined_s47", "Joined to a family already worked with: strategy discussion"

    class Consent(models.TextChoices):
        INFORMED_AND_AGREED = "agreed", "They know, and agree"
        INFORMED_NOT_AGREED = "not_agreed", "They know, and do not agree"
        NOT_INFORMED = "not_informed", "They have not been told"

    id = models.BigIntegerField(primary_key=True)
    received_at = models.DateTimeField(db_default=Now())
    received_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    referrer = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="referrals")
    referrer_team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="referrals")
    referrer_name = models.CharField(max_length=160, blank=True)
    referrer_role = models.CharField(max_length=160, blank=True)
    referrer_agency = models.CharField(max_length=200, blank=True)
    referrer_contact = models.CharField(max_length=200, blank=True)
    referrer_relationship = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=2)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    agencies_involved = models.TextField(blank=True)
    worries = models.TextField()
    going_well = models.TextField(blank=True)
    protective_factors = models.TextField(blank=True)
    childrens_views = models.TextField(blank=True)
    parents_views = models.TextField(blank=True)
    consent = models.CharField(max_length=12, choices=Consent)
    consent_from = models.CharField(max_length=200, blank=True)
    no_consent_because = models.TextField(blank=True)
    is_in_immediate_danger = models.BooleanField(default=False)
    danger_acted_on = models.TextField(blank=True)
    holder = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="held_contacts")
    family = models.ForeignKey(Family, null=True, on_delete=models.PROTECT, related_name="contacts")
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    decided_because = models.TextField(blank=True)
    decided_without_checks = models.TextField(blank=True)
    is_referral = models.BooleanField(default=False)
    discussion_due_on = models.DateField(null=True)  # while a strategy discussion was decided and none is recorded
    told_referrer_at = models.DateTimeField(null=True)
    told_referrer = models.TextField(blank=True)
    best_match = models.PositiveSmallIntegerField(null=True)  # 0 to 100; empty until somebody has looked
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(outcome="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="contact_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["joined", "joined_s47"]) | Q(is_referral=False), name="joined_is_no_referral"
            ),
        ]
        indexes = [
            models.Index(fields=["received_at"], condition=Q(decided_at__isnull=True), name="contact_waiting"),
            models.Index(
                fields=["discussion_due_on"], condition=Q(discussion_due_on__isnull=False), name="contact_to_discuss"
            ),
            models.Index(fields=["referrer_team", "-received_at"], name="contact_by_referrer"),
            models.Index(fields=["family", "-received_at"], name="contact_by_family"),
        ]

    class Handling:
        identifies = {
            "referrer_name", "referrer_contact", "address", "postcode", "worries", "going_well", "protective_factors",
            "childrens_views", "parents_views", "consent_from", "no_consent_because", "danger_acted_on",
            "decided_because", "decided_without_checks", "told_referrer", "agencies_involved", "referrer_relationship",
        }  # fmt: skip
        tells = {
            "referrer_role",
            "referrer_agency",
            "source",
            "consent",
            "is_in_immediate_danger",
            "outcome",
            "is_referral",
            "best_match",
        }
        plain = {
            "id", "received_at", "received_by", "referrer", "referrer_team", "holder", "family", "decided_at",
            "decided_by", "discussion_due_on", "told_referrer_at", "version",
        }  # fmt: skip

    @property
    def record_number(self) -> int:
        return int(self.pk)

    @property
    def reference(self) -> str:
        return f"R-{self.pk}"

    @property
    def is_told_in_an_account(self) -> bool:
        """Whether what the referrer is told reaches them by itself; anybody else is told by telephone."""
        return self.referrer_team_id is not None

    @property
    def can_be_told(self) -> bool:
        """False of a caller who left neither a name nor a way to reach them."""
        return self.is_told_in_an_account or bool(self.referrer_name or self.referrer_contact)

    @property
    def is_waiting(self) -> bool:
        """Not decided. Asked of the database it is always `decided_at__isnull=True`, which the index `contact_waiting` serves."""
        return not self.outcome


class PersonTold(models.Model):
    """A child or an adult as the contact told of them, and who they turned out to be."""

    class Part(models.TextChoices):
        CHILD = "child", "Child"
        UNBORN = "unborn", "Unborn child"
        MOTHER = "mother", "Mother"
        FATHER = "father", "Father"
        STEP_PARENT = "step_parent", "Step-parent or parent's partner"
        GRANDPARENT = "grandparent", "Grandparent"
        OTHER = "other", "Somebody else in the household"

    class LeftOpen(models.TextChoices):
        """What a decision left for somebody to say about them."""

        RECORDED_ANEW = "anew", "Recorded anew, and may be on record already"
        NOT_RECORDED = "not_recorded", "Not recorded: they may be on record already"
        NOT_ADDED = "not_added", "On record, and not added to the family: whether they belong to it is not said"

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="people")
    position = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=12, choices=Part)
    given_names = models.CharField(max_length=200, blank=True)
    known_as = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    born_on = models.DateField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    about_age = models.CharField(max_length=40, blank=True)  # in words, when the date of birth was not known
    sex = models.CharField(max_length=1, default="U")
    ethnicity = models.CharField(max_length=4, blank=True)
    disability = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=80, blank=True)
    communication_needs = models.CharField(max_length=300, blank=True)
    school = models.CharField(max_length=200, blank=True)
    surgery = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    upn = models.CharField(max_length=13, blank=True)
    has_parental_responsibility = models.BooleanField(null=True)
    lives_in_household = models.BooleanField(null=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="told")
    left_open = models.CharField(max_length=12, choices=LeftOpen, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "position"], name="told_in_order"),
            models.CheckConstraint(
                condition=Q(born_on__isnull=True) | Q(expected_on__isnull=True), name="told_born_or_expected"
            ),
        ]

    class Handling:
        identifies = {
            "given_names", "known_as", "family_name", "born_on", "expected_on", "phone", "address", "postcode",
            "nhs_number", "upn",
        }  # fmt: skip
        tells = {
            "about_age", "part", "sex", "ethnicity", "disability", "language", "communication_needs", "school", "surgery",
            "has_parental_responsibility", "lives_in_household", "left_open",
        }  # fmt: skip
        plain = {"id", "contact", "position", "person"}

    @property
    def name(self) -> str:
        first = self.known_as or self.given_names
        if self.part == self.Part.UNBORN and not first:
            return f"Unborn child {self.family_name}".strip()
        return f"{first} {self.family_name}".strip() or "Name not told to us"

    @property
    def about_age_on(self) -> date:
        """When a guess of their age was told."""
        return timezone.localdate(self.contact.received_at)

    @property
    def is_child(self) -> bool:
        return self.part in {self.Part.CHILD, self.Part.UNBORN}


class SaidOfMatch(models.Model):
    """A worker's word on whether somebody told of is a person already known."""

    class Word(models.TextChoices):
        SAME = "same", "Same person"
        DIFFERENT = "different", "Different person"
        NOT_SURE = "not_sure", "Not sure"

    told = models.ForeignKey(PersonTold, on_delete=models.PROTECT, related_name="said")
    person = models.BigIntegerField()
    word = models.CharField(max_length=10, choices=Word)
    said_at = models.DateTimeField(db_default=Now())
    said_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["told", "person"], condition=Q(withdrawn_at__isnull=True), name="one_standing_word"
            ),
            models.UniqueConstraint(
                fields=["told"], condition=Q(withdrawn_at__isnull=True, word="same"), name="same_as_one_person"
            ),
        ]

    class Handling:
        identifies: set[str] = set()
        tells = {"word", "person"}
        plain = {"id", "told", "said_at", "said_by", "withdrawn_at"}


class Rating(models.Model):
    """A BRAG rating and its reason. The newest stands; each limit runs from when the contact came."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="ratings")
    rating = models.CharField(max_length=6)
    because = models.TextField()
    due_at = models.DateTimeField(null=True)
    rated_at = models.DateTimeField(db_default=Now())
    rated_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["contact", "-rated_at"], name="rating_by_contact")]

    class Handling:
        identifies = {"because"}
        tells = {"rating"}
        plain = {"id", "contact", "due_at", "rated_at", "rated_by"}


class Check(models.Model):
    """A question to an agency. «Nothing known» is an answer."""

    class Answer(models.TextChoices):
        KNOWN = "known", "Known: here is what we hold"
        NOTHING_KNOWN = "nothing_known", "Nothing known"
        CANNOT_SAY = "cannot_say", "We cannot share this"

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="checks")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="checks")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="checks")
    asks = models.TextField()
    about = ArrayField(models.BigIntegerField(), default=list)
    asked_at = models.DateTimeField(db_default=Now())
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    answer = models.CharField(max_length=14, choices=Answer, blank=True)
    says = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="check_answered_by_somebody",
            ),
            models.CheckConstraint(condition=Q(due_at__gt=F("asked_at")), name="check_due_after_asked"),
        ]

    class Handling:
        identifies = {"asks", "says"}
        tells = {"answer", "about"}
        plain = {
            "id",
            "contact",
            "organisation",
            "team",
            "asked_at",
            "asked_by",
            "due_at",
            "answered_at",
            "answered_by",
        }

    @property
    def record_number(self) -> int:
        return int(self.contact_id)

    @property
    def reference(self) -> str:
        return f"C-{self.pk}"


class Analysis(models.Model):
    """What the front door makes of a contact, and the level of need. The newest stands."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="analyses")
    says = models.TextField()
    level_of_need = models.PositiveSmallIntegerField()
    written_at = models.DateTimeField(db_default=Now())
    written_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(level_of_need__range=(1, 4)), name="level_of_need_is_1_to_4")]

    class Handling:
        identifies = {"says"}
        tells = {"level_of_need"}
        plain = {"id", "contact", "written_at", "written_by"}


class Attachment(models.Model):
    """A file that came with a contact. Its bytes are in the data folder under its own hash; its name is only shown."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(db_default=Now())
    added_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Handling:
        identifies = {"name", "sha256"}
        tells: set[str] = set()
        plain = {"id", "contact", "kind", "size", "added_at", "added_by"}

    @property
    def record_number(self) -> int:
        return int(self.contact_id)


class ToldAgain(models.Model):
    """What the referrer was told after the first time, which stands on the contact. Each telling stays as it was told."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="told_again")
    words = models.TextField()
    told_at = models.DateTimeField(db_default=Now())
    told_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Handling:
        identifies = {"words"}
        tells: set[str] = set()
        plain = {"id", "contact", "told_at", "told_by"}


class StrategyDiscussion(models.Model):
    """That the strategy discussion a contact asked for was held: who took part, what was decided. Written once."""

    class Agency(models.TextChoices):
        SOCIAL_CARE = "social_care", "Children’s social care"
        POLICE = "police", "Police"
        HEALTH = "health", "Health"
        SCHOOL = "school", "School, nursery or college"
        HOUSING = "housing", "Housing"
        PROBATION = "probation", "Probation"
        CHARITY = "charity", "Charity"

    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="discussion")
    held_on = models.DateField()
    agencies = ArrayField(models.CharField(max_length=12, choices=Agency))
    others = models.CharField(max_length=300, blank=True)
    without_because = models.TextField(blank=True)
    decided = models.TextField()
    begins_enquiry = models.BooleanField()  # under section 47
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Handling:
        identifies = {"others", "without_because", "decided"}
        tells = {"agencies", "begins_enquiry"}
        plain = {"id", "contact", "held_on", "recorded_at", "recorded_by"}

    @property
    def record_number(self) -> int:
        return int(self.contact_id)

    @property
    def agencies_in_words(self) -> list[str]:
        there = [str(agency.label) for agency in self.Agency if agency.value in self.agencies]
        return [*there, self.others] if self.others else there


class Opened(models.Model):
    """An episode that a referral opened (or joined)."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="opened")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="referrals")
    is_new = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "episode"], name="opened_once")]

    class Handling:
        identifies: set[str] = set()
        tells: set[str] = set()
        plain = {"id", "contact", "episode", "is_new"}
