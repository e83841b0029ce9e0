"""The council's snapshots, as its pages open them: a fault is a sentence that names no folder of the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from hearth.evidence.facts.snapshot import Manifest, SnapshotFault, broken, open_snapshot, snapshots
from hearth.evidence.facts.tables import Facts
from hearth.evidence.measures.queries import readable
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Worker

EXACT = "measures.see_exact_counts"


@dataclass(frozen=True)
class Opened:
    manifest: Manifest
    facts: Facts


def kept() -> list[Manifest]:
    """Newest first."""
    return snapshots(Path(settings.SNAPSHOTS_FOLDER))


def faults() -> list[str]:
    """What is wrong with those that are not kept() for it: a sentence each."""
    return broken(Path(settings.SNAPSHOTS_FOLDER))


def kept_for(worker: Worker) -> list[Manifest]:
    """Newest first. Whoever may not see exact counts is offered what stands published, of which there is one of a day, by
    its day: two sets of a day that differ by few children would tell what those few live with."""
    found = kept()
    if worker.may(EXACT):
        return found
    published = {each.snapshot for each in readable()}
    return sorted((each for each in found if each.id in published), key=lambda each: each.on, reverse=True)


def open_kept(id: str, among: Sequence[Manifest]) -> Opened:
    """Every file of it is held against its hash. Refused where it is not `among` those offered, or was changed."""
    manifest = next((each for each in among if each.id == id), None)
    if manifest is None:
        raise Refused("There is no such snapshot, or it was changed since it was taken. Choose one from the list.")
    try:
        return Opened(manifest, open_snapshot(Path(settings.SNAPSHOTS_FOLDER), id))
    except SnapshotFault as fault:
        folder = str(settings.SNAPSHOTS_FOLDER)
        raise Refused(
            f"{str(fault).replace(folder, 'their folder')} No figure is made from it. Take the snapshot again."
        ) from fault
