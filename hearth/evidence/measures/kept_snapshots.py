"""The council's snapshots, as its pages open them: a fault is a sentence that names no folder of the server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from hearth.evidence.facts.snapshot import Manifest, SnapshotFault, open_snapshot, snapshots
from hearth.evidence.facts.tables import Facts
from hearth.foundation.refusals import Refused


@dataclass(frozen=True)
class Opened:
    manifest: Manifest
    facts: Facts


def kept() -> list[Manifest]:
    """Newest first."""
    return snapshots(Path(settings.SNAPSHOTS_FOLDER))


def open_kept(id: str) -> Opened:
    """Every file of it is held against its hash. Refused where there is none of this id, or it was changed."""
    manifest = next((each for each in kept() if each.id == id), None)
    if manifest is None:
        raise Refused("There is no such snapshot, or it was changed since it was taken. Choose one from the list.")
    try:
        return Opened(manifest, open_snapshot(Path(settings.SNAPSHOTS_FOLDER), id))
    except SnapshotFault as fault:
        folder = str(settings.SNAPSHOTS_FOLDER)
        raise Refused(
            f"{str(fault).replace(folder, 'their folder')} No figure is made from it. Take the snapshot again."
        ) from fault
