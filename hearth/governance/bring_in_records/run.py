"""A run from its file to its end, in the steps that each must stand by itself whatever happens in the next."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import date

from django.db import connection, connections
from django.utils import timezone

from hearth.evidence.returns.cin_census import UnreadableReturn
from hearth.foundation.staff.models import Worker
from hearth.governance.bring_in_records.bring_in import bring_in_census
from hearth.governance.bring_in_records.holders import records_brought_in
from hearth.governance.bring_in_records.kept_files import forget_file, path_of
from hearth.governance.bring_in_records.models import Run

log = logging.getLogger("hearth.bring_in")
STOPPED = (
    "Hearth stopped in the middle, by a fault of its own or because somebody changed the same children at that moment. "
    "Nothing was written. Bring the file in again; if it stops again, tell whoever keeps Hearth."
)
TELL_EVERY = 0.5  # seconds


def read_run(run: Run, *, by: Worker, on: date, tell: Callable[[int], None] | None = None) -> Run:
    """Read the run's kept file into casework; the run as it ended. The children and the report are one transaction."""
    Run.objects.filter(pk=run.pk).update(state=Run.State.READING, moved_at=timezone.now())
    run.refresh_from_db()
    team = run.team or records_brought_in(by=by, on=on)
    try:
        with path_of(run.sha256).open("rb") as stream:
            return bring_in_census(run=run, stream=stream, team=team, on=on, by=by, tell=tell or progress_of(run))
    except UnreadableReturn as unreadable:
        ended = _end(run, Run.State.UNREADABLE, f"{unreadable} Nothing was written.")
        if not Run.objects.filter(sha256=run.sha256).exclude(state=Run.State.UNREADABLE).exists():
            forget_file(run.sha256)  # whatever it is, it is no census: not ours to keep
        return ended
    except Exception as fault:
        log.error("a run stopped: %s", type(fault).__name__)  # the fault's own words may hold a child's facts
        return _end(run, Run.State.STOPPED, STOPPED)


def progress_of(run: Run) -> Callable[[int], None]:
    """Writes how far the run is, by a connection of its own: the page sees it before the run's transaction ends."""
    told_at = 0.0

    def tell(size: int) -> None:
        nonlocal told_at
        if time.monotonic() - told_at < TELL_EVERY:
            return
        told_at = time.monotonic()
        other = connections.create_connection(connection.alias)
        try:
            with other.cursor() as cursor:
                cursor.execute(
                    "update bring_in_records_run set percent = %s, moved_at = now() where id = %s",
                    [min(99, 100 * size // max(run.size, 1)), run.pk],
                )
        finally:
            other.close()

    return tell


def _end(run: Run, state: Run.State, says: str) -> Run:
    now = timezone.now()
    Run.objects.filter(pk=run.pk).update(state=state, says=says[:400], ended_at=now, moved_at=now, counts={})
    run.refresh_from_db()
    return run
