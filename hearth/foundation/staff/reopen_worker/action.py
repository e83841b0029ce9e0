from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff import rules
from hearth.foundation.staff.invitations import make_invitation
from hearth.foundation.staff.models import Worker


@dataclass(frozen=True)
class Reopened:
    """`token` is empty when they still have their password."""

    worker: Worker
    token: str

    @property
    def audited_as(self) -> dict[str, int]:
        return self.worker.audited_as


@audited
def reopen_worker(*, worker: Worker, on: date, by: Worker) -> Reopened:
    """Seen today, so that the account is not closed for want of use tonight. Teams and grants that ended stay ended."""
    held = Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    insist(rules.may_reopen_worker(held, on=on))
    held.is_active, held.ends_on, held.last_seen_on = True, None, on
    held.save(update_fields=["is_active", "ends_on", "last_seen_on"])
    return Reopened(held, "" if held.has_usable_password() else make_invitation(held, by=by))
