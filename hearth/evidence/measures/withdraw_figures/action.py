from __future__ import annotations

from django.utils import timezone

from hearth.evidence.measures.models import Publication
from hearth.evidence.measures.rules import may_withdraw
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Worker


@audited
def withdraw_figures(*, publication: Publication, because: str, by: Worker) -> Publication:
    """It stays on record, and is shown to nobody who sees published figures alone."""
    held = Publication.objects.select_for_update(of=("self",)).select_related("withdrawn_by").get(pk=publication.pk)
    insist(may_withdraw(held))
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_because = timezone.now(), by, because
    held.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    return held
