from __future__ import annotations

from django.db import IntegrityError, transaction

from hearth.evidence.facts.snapshot import Manifest
from hearth.evidence.measures.models import Publication
from hearth.evidence.measures.queries import standing_of_day
from hearth.evidence.measures.rules import may_publish
from hearth.foundation.audit.audited import audited
from hearth.foundation.council import council
from hearth.foundation.refusals import ChangedMeanwhile, insist
from hearth.foundation.staff.models import Worker

CHANGED = "Somebody else published figures of this day at the same moment. Look at the list, then decide."


@audited
def publish_figures(*, manifest: Manifest, by: Worker) -> Publication:
    insist(may_publish(manifest, council=council(), of_its_day=standing_of_day(manifest.on)))
    try:
        with transaction.atomic():
            return Publication.objects.create(snapshot=manifest.id, facts_on=manifest.on, published_by=by)
    except IntegrityError:
        raise ChangedMeanwhile(CHANGED) from None
