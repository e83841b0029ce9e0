from __future__ import annotations

from hearth.casework.family_help.keep import hold_to_write, keep_edition
from hearth.casework.family_help.models import Assessment, Episode
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import ChangedMeanwhile
from hearth.foundation.staff.models import Worker


@audited
def write_assessment(
    *,
    assessment: Assessment,
    analysis: str,
    decision: str,
    decision_because: str,
    version: int,
    by: Worker,
    primary_need: str = "",
) -> Assessment:
    """The analysis and the decision. Every earlier edition of them is kept.

    `primary_need` is that of every child helped now; where they differ already, only of one who has none yet.
    """
    held = hold_to_write(assessment)
    if held.version != version:
        raise ChangedMeanwhile("Somebody else wrote the analysis after you opened this page. Both texts are below.")
    held.analysis, held.decision, held.decision_because = analysis, decision, decision_because
    held.version += 1
    held.save(update_fields=["analysis", "decision", "decision_because", "version"])
    keep_edition(held, by=by)
    if primary_need:
        _need_all(held, primary_need)
    return held


def _need_all(assessment: Assessment, primary_need: str) -> None:
    episodes = list(
        Episode.objects.select_for_update().filter(family=assessment.family_id, closed_on__isnull=True).order_by("pk")
    )
    differ = len({each.primary_need for each in episodes if each.primary_need}) > 1
    for episode in episodes:
        if episode.primary_need == primary_need or (differ and episode.primary_need):
            continue
        episode.primary_need = primary_need
        episode.version += 1
        episode.save(update_fields=["primary_need", "version"])
