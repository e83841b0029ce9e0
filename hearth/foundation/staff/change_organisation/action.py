from __future__ import annotations

from hearth.foundation.audit.audited import audited
from hearth.foundation.staff.models import Organisation, Worker
from hearth.foundation.staff.seen import insist_unchanged

FIELDS = ("name", "phone", "email", "answers_checks")


@audited
def change_organisation(
    *, organisation: Organisation, name: str, phone: str, email: str, answers_checks: bool, seen: str, by: Worker
) -> Organisation:
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    insist_unchanged(held, FIELDS, seen)
    held.name, held.phone, held.email, held.answers_checks = name, phone, email, answers_checks
    held.save(update_fields=FIELDS)
    return held
