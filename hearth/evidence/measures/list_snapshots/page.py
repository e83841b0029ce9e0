from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse

from hearth.evidence.measures.kept_snapshots import EXACT, faults, kept_for
from hearth.evidence.measures.queries import publications
from hearth.evidence.measures.rules import is_the_councils_own
from hearth.foundation.council import council
from hearth.foundation.staff.pages import Request, page, show


@page
def list_snapshots(request: Request) -> HttpResponse:
    """Every snapshot and what became of it, to whoever sees exact counts; to others what stands published."""
    may = request.worker.may
    snapshots = kept_for(request.worker)
    published = list(publications())
    ids = {each.id for each in snapshots}
    not_ours = {each.id for each in snapshots if is_the_councils_own(each, council=council())}
    return show(
        request,
        {
            "snapshots": snapshots,
            "newest": next((each for each in snapshots if each.id not in not_ours), None),
            # Latest first: of several of one snapshot the latest stays.
            "publications": {each.snapshot: each for each in reversed(published)},
            "without_snapshot": [each for each in published if each.stands and each.snapshot not in ids],
            "not_ours": not_ours,
            "notices": messages.get_messages(request),
            "faults": faults() if may(EXACT) else [],
            "may_see_exact": may(EXACT),
            "may_publish": may("measures.publish_figures"),
            "may_compare": may("measures.compare_snapshots"),
            "may_check": may("returns.check_census"),
        },
    )
