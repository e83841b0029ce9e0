from __future__ import annotations

from django.utils import timezone

from hearth.foundation.audit.audited import audited
from hearth.foundation.staff.models import Alert, Worker


@audited
def see_alert(*, alert: Alert, by: Worker) -> Alert:
    if alert.seen_at is None:
        alert.seen_at = timezone.now()
        alert.save(update_fields=["seen_at"])
    return alert
