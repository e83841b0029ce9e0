from __future__ import annotations

from hearth.casework.family_help.keep import hold_to_write, keep_edition
from hearth.casework.family_help.models import Assessment
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import ChangedMeanwhile
from hearth.foundation.staff.models import Worker


@audited
def write_assessment(
    *, assessment: Assessment, analysis: str, decision: str, decision_because: str, version: int, by: Worker
) -> Assessment:
    """The analysis and the decision. Every earlier edition of them is kept."""
    held = hold_to_write(assessment)
    if held.version != version:
        raise ChangedMeanwhile("Somebody else wrote the analysis after you opened this page. Both texts are below.")
    held.analysis, held.decision, held.decision_because = analysis, decision, decision_because
    held.version += 1
    held.save(update_fields=["analysis", "decision", "decision_because", "version"])
    keep_edition(held, by=by)
    return held
