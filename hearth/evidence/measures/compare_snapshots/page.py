from __future__ import annotations

from itertools import combinations
from typing import Any

from django.http import HttpResponse

from hearth.evidence.facts.snapshot import Manifest, SnapshotFault, compare, why_not_compared
from hearth.evidence.measures.compare_snapshots.form import CompareSnapshotsForm
from hearth.evidence.measures.kept_snapshots import kept, open_kept
from hearth.foundation.staff.pages import Request, page, show

# A table that is not here is called as it is.
WORDS = {
    "person": "Children", "family": "Children in families", "disability": "Disabilities",
    "cin_episode": "Episodes of need", "cin_assessment": "Assessments", "assessment_factor": "Factors found",
    "cin_plan": "Child in need plans", "section_47": "Section 47 enquiries", "protection_plan": "Protection plans",
    "protection_review": "Reviews of protection plans", "pre_proceedings": "Pre-proceedings",
}  # fmt: skip


@page
def compare_snapshots(request: Request) -> HttpResponse:
    """How many records of each table the two have in common: counts alone, nobody's record."""
    snapshots = kept()
    is_asked = bool(request.GET.get("first") or request.GET.get("second"))
    form = CompareSnapshotsForm(request.GET if is_asked else None, snapshots=snapshots, initial=_newest_two(snapshots))
    context: dict[str, Any] = {"form": form, "snapshots": snapshots, "words": WORDS}
    if is_asked and form.is_valid():
        first, second = (open_kept(form.cleaned_data[name], snapshots) for name in ("first", "second"))
        try:
            tables = compare(first.facts, second.facts)
        except SnapshotFault as why:
            form.add_error("second", str(why))
        else:
            context |= {"first": first.manifest, "second": second.manifest, "tables": tables}
    return show(request, context)


def _newest_two(snapshots: list[Manifest]) -> dict[str, str]:
    """Of those that may be compared: the newest, and the newest before it. Neither where there are no such two."""
    for newer, older in combinations(snapshots, 2):
        if not why_not_compared(older, newer):
            return {"first": older.id, "second": newer.id}
    return {}
