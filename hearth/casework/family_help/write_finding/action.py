from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from hearth.casework.family_help.keep import hold_to_write
from hearth.casework.family_help.models import Assessment, Finding
from hearth.casework.family_help.queries import finding_of, standing_findings
from hearth.casework.people.models import Person
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import ChangedMeanwhile
from hearth.foundation.staff.models import Worker


@dataclass(frozen=True)
class Written:
    """What somebody wrote on one side, and the number of the finding they began from (None: there was none)."""

    says: str
    began_from: int | None = None


@audited
def write_finding(
    *, assessment: Assessment, heading: str, child: Person | None, sides: Mapping[str, Written], by: Worker
) -> Assessment:
    """Append what is new; what stood is superseded, never overwritten.

    A side that somebody else changed meanwhile is refused, unless the writer left it as they found it.
    """
    held = hold_to_write(assessment)
    standing = standing_findings(held, heading=heading, child=child.pk if child else None)
    for side, written in sides.items():
        stands = standing.get(side)
        said = stands.says if stands else ""
        if written.says == said:
            continue
        if written.began_from != (stands.pk if stands else None):
            began = finding_of(held, written.began_from)
            if written.says == (began.says if began else ""):
                continue
            raise ChangedMeanwhile("Somebody else wrote here after you opened this page. Both texts are below.")
        if stands:
            Finding.objects.filter(pk=stands.pk).update(superseded_at=timezone.now())
        if written.says:
            Finding.objects.create(
                assessment=held, heading=heading, child=child, side=side, says=written.says, written_by=by
            )
    return held
