"""What is read in the background, so that a page need not wait for it."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from hearth.governance.bring_in_records.models import Run
from hearth.governance.bring_in_records.run import read_run


@app.task(name="bring_in_records.bring_in_census", queue="bring_in", lock="bring_in")  # one file at a time
def read_waiting_run(run: str) -> None:
    """Reads a run that still waits; one that was begun before is left alone."""
    waiting = Run.objects.filter(pk=run, state=Run.State.WAITING).select_related("brought_by", "team").first()
    if waiting is not None:
        read_run(waiting, by=waiting.brought_by, on=timezone.localdate())
