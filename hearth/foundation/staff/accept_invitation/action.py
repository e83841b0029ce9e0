from __future__ import annotations

from django.utils import timezone

from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.invitations import still_works
from hearth.foundation.staff.models import Invitation, Worker


@audited
def accept_invitation(*, invitation: Invitation, password: str, by: Worker) -> Worker:
    held = Invitation.objects.select_for_update(of=("self",)).select_related("worker").get(pk=invitation.pk)
    if not still_works(held):
        raise Refused("This invitation no longer works")
    held.used_at = timezone.now()
    held.save(update_fields=["used_at"])
    by.set_password(password)
    by.save(update_fields=["password"])
    return by
