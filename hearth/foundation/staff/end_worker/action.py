from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from hearth.foundation.audit.audited import audited
from hearth.foundation.periods.rows import not_over
from hearth.foundation.refusals import insist
from hearth.foundation.staff import queries, rules
from hearth.foundation.staff.models import Grant, Invitation, Worker


@audited
def end_worker(*, worker: Worker, after: date | None, on: date, by: Worker) -> Worker:
    """End somebody now, or when the day `after` is over: their teams, their grants and their way in.

    What they hold by name passes to nobody: whoever allocates decides that.
    """
    queries.hold_administrators()
    held = Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    insist(rules.may_end_worker(held, other_administrators=queries.other_administrators(held, on=on), on=on))
    first_day_out = max(after + timedelta(days=1) if after else on, held.starts_on + timedelta(days=1))
    closes_at = timezone.make_aware(datetime.combine(first_day_out, time.min)) if after else timezone.now()
    held.ends_on = first_day_out
    if after is None:
        held.is_active = False
        held.set_unusable_password()  # which ends every session too
    held.save(update_fields=["ends_on", "is_active", "password"])
    held.memberships.filter(not_over(on)).update(ends_on=Greatest(F("starts_on"), first_day_out if after else on))
    Grant.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=closes_at), worker=held).update(ends_at=closes_at)
    Invitation.objects.filter(worker=held, used_at__isnull=True, ends_at__gt=closes_at).update(ends_at=closes_at)
    return held
