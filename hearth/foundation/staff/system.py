"""Hearth itself, as one who acts: it loads, seals and brings in. Nobody can sign in as it."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from hearth.foundation.council import council
from hearth.foundation.staff.models import Organisation, Worker

EMAIL = "system@hearth.invalid"


def system_worker() -> Worker:
    """The one worker whose role is `system`, made at first need."""
    found = Worker.objects.filter(role="system").order_by("id").first()
    if found:
        return found
    made = Worker(
        email=EMAIL,
        known_as="Hearth",
        family_name="itself",
        role="system",
        employer=the_council(),
        starts_on=timezone.localdate(),
        is_active=False,
    )
    made.set_unusable_password()
    made.save()
    return made


def may_sign_in(worker: Worker, *, on: date) -> bool:
    """Who works here that day, and is somebody: Hearth itself never, whatever its account says."""
    return worker.role != "system" and worker.works_here(on=on)


def the_council() -> Organisation:
    """The council's own organisation: the first of its kind, made at first need under the name in hearth.toml."""
    found = Organisation.objects.filter(kind=Organisation.Kind.COUNCIL).order_by("id").first()
    return found or Organisation.objects.create(name=council().name, kind=Organisation.Kind.COUNCIL)
