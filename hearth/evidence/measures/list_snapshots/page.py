from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone

from hearth.evidence.facts.snapshot import Manifest
from hearth.evidence.measures.kept_snapshots import EXACT, faults, kept_for
from hearth.evidence.measures.list_snapshots.form import KINDS, STATES, ListSnapshotsForm
from hearth.evidence.measures.models import Publication
from hearth.evidence.measures.queries import publications
from hearth.evidence.measures.rules import is_the_councils_own, may_publish
from hearth.foundation.council import council
from hearth.foundation.staff.pages import Request, page, show

SNAPSHOTS_A_PAGE = 20
ORDERS: Mapping[str, Callable[[Manifest], Any]] = {
    "on": lambda each: (each.on, each.taken_at),
    "taken": lambda each: each.taken_at,
    "children": lambda each: each.rows.get("person", 0),
    "source": lambda each: each.source.casefold(),
}


@page
def list_snapshots(request: Request) -> HttpResponse:
    """Every snapshot and what became of it, to whoever sees exact counts; to others what stands published."""
    may = request.worker.may
    snapshots = kept_for(request.worker)
    told = list(publications())
    # Latest first: of several of one snapshot the latest stays.
    published = {each.snapshot: each for each in reversed(told)}
    of_day = {each.facts_on: each for each in told if each.stands}
    ids = {each.id for each in snapshots}
    not_ours = {each.id for each in snapshots if is_the_councils_own(each, council=council())}
    form = ListSnapshotsForm(request.GET)
    chosen = form.chosen() if may(EXACT) else {}
    sort = request.GET.get("sort", "")
    sort = sort if sort.removeprefix("-") in ORDERS else "-taken" if may(EXACT) else "-on"
    shown = sorted(
        (
            each
            for each in snapshots
            if _is_meant(each, chosen, published.get(each.id), is_ours=each.id not in not_ours)
        ),
        key=ORDERS[sort.removeprefix("-")],
        reverse=sort.startswith("-"),
    )
    return show(
        request,
        {
            "snapshots": Paginator(shown, SNAPSHOTS_A_PAGE).get_page(request.GET.get("page")),
            "many": len(snapshots),
            "filter": form,
            "chosen": chosen,
            "words": {**STATES, **KINDS},
            "sort": sort,
            "newest": next((each for each in snapshots if each.id not in not_ours), None),
            "publications": published,
            "without_snapshot": [each for each in told if each.stands and each.snapshot not in ids],
            "not_ours": not_ours,
            "refusal_of": lambda each: may_publish(
                each, council=council(), of_its_day=of_day.get(each.on), today=timezone.localdate()
            ),
            "notices": messages.get_messages(request),
            "faults": faults() if may(EXACT) else [],
            "may_see_exact": may(EXACT),
            "may_publish": may("measures.publish_figures"),
            "may_compare": may("measures.compare_snapshots"),
            "may_check": may("returns.check_census"),
        },
    )


def _is_meant(manifest: Manifest, chosen: Mapping[str, str], publication: Publication | None, *, is_ours: bool) -> bool:
    if publication:
        state = "published" if publication.stands else "withdrawn"
    else:
        state = "not_published" if is_ours else "not_ours"
    return chosen.get("state", state) == state and chosen.get("kind", manifest.numbers) == manifest.numbers
