from __future__ import annotations

from hearth.foundation.audit.audited import audited
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.seen import insist_unchanged

FIELDS = ("known_as", "family_name", "email", "job_title", "phone")


@audited
def change_worker(
    *,
    worker: Worker,
    known_as: str,
    family_name: str,
    email: str,
    job_title: str,
    phone: str,
    seen: str,
    by: Worker,
) -> Worker:
    held = Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    insist_unchanged(held, FIELDS, seen)
    held.known_as, held.family_name, held.email = known_as, family_name, email.lower()
    held.job_title, held.phone = job_title, phone
    held.save(update_fields=FIELDS)
    return held
