"""Hearth itself, as one who acts: it loads, seals and brings in. Nobody can sign in as it."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from hearth.foundation.council import council
from hearth.foundation.staff.models import Organisation, Worker

EMAIL = "system@hearth.invalid"


def system_worker() -> Worker:
    """The one worker whose role is `system`, made at first need."""
    found = Worker.objects.filter(role="system").order_by("id").first()
    if found:
        return found
    return Worker.objects.get_or_create(  # a command and the server may come to it at one time
        role="system",
        email=EMAIL,
        defaults={
            "known_as": "Hearth",
            "family_name": "itself",
            "employer": the_council(),
            "starts_on": timezone.localdate(),
            "is_active": False,
            "password": make_password(None),
        },
    )[0]


def may_sign_in(worker: Worker, *, on: date) -> bool:
    """Who works here that day, and is somebody: Hearth itself never, whatever its account says."""
    return worker.role != "system" and worker.works_here(on=on)


def the_council() -> Organisation:
    """The council's own organisation: the first of its kind, made at first need under the name in hearth.toml."""
    found = Organisation.objects.filter(kind=Organisation.Kind.COUNCIL).order_by("id").first()
    return found or Organisation.objects.get_or_create(name=council().name, kind=Organisation.Kind.COUNCIL)[0]
