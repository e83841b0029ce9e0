"""Professionals around a family who do not sign in: the class teacher, the health visitor, the GP."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from hearth.casework.people.models import Family, Person
from hearth.foundation.staff.models import Organisation, Worker


class Professional(models.Model):
    """Somebody of an agency who is involved with a family (or with one child of it), from one day until another."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="professionals")
    about = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="professionals")
    name = models.CharField(max_length=160)
    does = models.CharField(max_length=160)
    agency = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Handling:
        identifies = {"name", "phone", "email"}
        tells = {"does", "agency", "about"}
        plain = {"id", "family", "organisation", "starts_on", "ends_on", "recorded_at", "recorded_by"}

    @property
    def record_number(self) -> int:
        return int(self.family_id)
