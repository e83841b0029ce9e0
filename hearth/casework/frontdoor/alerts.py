"""Telling a worker that there is something to read. No names: the page it leads to has its own guard."""

from __future__ import annotations

from collections.abc import Iterable

from hearth.foundation.staff.models import Alert, Worker


def alert(workers: Iterable[Worker], *, says: str, leads_to: str) -> None:
    """One alert each. Written without reading it back: an alert is seen by the one it is for and nobody else."""
    each = {worker.pk: Alert(worker=worker, says=says, leads_to=leads_to) for worker in workers}
    Alert.objects.bulk_create(each.values(), ignore_conflicts=True)
