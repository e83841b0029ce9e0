from __future__ import annotations

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils import timezone

from hearth.evidence.facts.snapshot import Manifest
from hearth.evidence.measures import counted
from hearth.evidence.measures.hidden_harm.kept_figures import as_kept
from hearth.evidence.measures.kept_snapshots import open_kept
from hearth.evidence.measures.models import Publication
from hearth.evidence.measures.queries import standing_of_day
from hearth.evidence.measures.question import the_published
from hearth.evidence.measures.rules import may_publish, must_weigh
from hearth.evidence.measures.weighing import to_weigh
from hearth.foundation.audit.audited import audited
from hearth.foundation.council import council
from hearth.foundation.refusals import ChangedMeanwhile, insist
from hearth.foundation.staff.models import Worker

CHANGED = "Somebody else published figures of this day at the same moment. Look at the list, then decide."


@audited
def publish_figures(*, manifest: Manifest, by: Worker, weighed: Collection[str] = ()) -> Publication:
    """`weighed` are the warnings (`to_weigh`) that whoever publishes has read; each is kept."""
    insist(
        may_publish(manifest, council=council(), of_its_day=standing_of_day(manifest.on), today=timezone.localdate())
    )
    opened = open_kept(manifest.id, [manifest])
    found = counted.published(the_published(opened.manifest, opened.facts), opened)
    warnings = to_weigh(manifest, found)
    insist(must_weigh(warnings, weighed=weighed))
    try:
        with transaction.atomic():
            return Publication.objects.create(
                snapshot=manifest.id, facts_on=manifest.on, published_by=by, threshold=found.threshold,
                rounding=found.rounding, definition_version=found.definition.version, figures=as_kept(found),
                weighed=warnings,
            )  # fmt: skip
    except IntegrityError:
        raise ChangedMeanwhile(CHANGED) from None
