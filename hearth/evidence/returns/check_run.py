"""A run from its file to its end, in the steps that each must stand by itself whatever happens in the next."""

from __future__ import annotations

import logging
import time
from typing import BinaryIO, cast

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hearth.evidence.facts.snapshot import take
from hearth.evidence.returns.cin_census.check import Checked, UnknownYear, check, contradicts_itself
from hearth.evidence.returns.cin_census.columns import Columns
from hearth.evidence.returns.cin_census.feed import UnreadableReturn
from hearth.evidence.returns.cin_census.to_facts import facts_of_file
from hearth.evidence.returns.keep_issues import keep_issues
from hearth.evidence.returns.kept_files import KeptFiles
from hearth.evidence.returns.limits import limits
from hearth.evidence.returns.models import Run
from hearth.foundation.audit.audited import write_act

log = logging.getLogger("hearth.returns")
FILES = KeptFiles("returns")
STOPPED = (
    "Hearth stopped in the middle, by a fault of its own. Nothing of this check was kept. Give the file again; if it stops "
    "again, tell whoever keeps Hearth."
)
NO_SNAPSHOT = (
    "What these children live with cannot be counted: the facts of this file could not be kept, by a fault of Hearth’s own. "
    "Tell whoever keeps Hearth."
)
TELL_EVERY = 0.5  # seconds
READ, RULES = 60, 95  # per cent when the file is read, when the rules have run
ABOUT_AS_MANY_RULES = 110


def check_run(run: Run) -> Run:
    """Check the run's kept file; the run as it ended. What was found and that it was found are one transaction."""
    watch = _Watch(run)
    watch.tell("Opening the file", 0, now=True)
    try:
        with FILES.path_of(run.sha256).open("rb") as stream:
            watched = cast(BinaryIO, _Watched(stream, watch))
            found = check(watched, year=run.as_year or None, limits=limits(), progress=watch.rules)
        watch.tell("Keeping what was found", RULES, now=True)
        return _end_checked(run, found)
    except (UnreadableReturn, UnknownYear) as unreadable:
        ended = _end(run, Run.State.UNREADABLE, str(unreadable))
        if not Run.objects.filter(sha256=run.sha256).exclude(state=Run.State.UNREADABLE).exists():
            FILES.forget(run.sha256)  # whatever it is, it is no census: not ours to keep
        return ended
    except Exception as fault:
        log.error("a check stopped: %s", type(fault).__name__)  # the fault's own words may hold a child's facts
        return _end(run, Run.State.STOPPED, STOPPED)


def _end_checked(run: Run, found: Checked) -> Run:
    authority = found.columns.authority
    snapshot = _snapshot(found, run.file_name)
    with transaction.atomic():
        held = Run.objects.select_for_update().get(pk=run.pk)
        held.authority, held.snapshot = authority, snapshot
        held.year, held.reference_date = found.report.year, found.reference_date
        held.children = found.report.children
        held.header_says = contradicts_itself(found) or ""
        held.no_figures = _nothing_to_count(found.columns) or ("" if snapshot else NO_SNAPSHOT)
        keep_issues(held, found)
        held.state, held.percent, held.doing = Run.State.CHECKED, 100, ""
        held.ended_at = held.moved_at = timezone.now()
        held.save()
        write_act(held, by=held.given_by, name="returns.run_rules")
    return held


def _snapshot(found: Checked, file_name: str) -> str:
    """The return's facts as of its reference date (of the year it was checked as, where it names none), for the needs
    assessment. Without one the check is still worth having."""
    try:
        facts = facts_of_file(found.columns, file_name)
        key = settings.PSEUDONYM_KEY().encode()
        return take(facts, folder=settings.SNAPSHOTS_FOLDER, taken_on=facts.reaches or found.reference_date, key=key).id
    except Exception as fault:
        log.error("no snapshot of a return was taken: %s", type(fault).__name__)
        return ""


def _nothing_to_count(columns: Columns) -> str:
    """What is missing in a return that tells nothing of what its children live with; empty where it does."""
    assessments = columns.tables["Assessments"]
    finished = len(assessments) - assessments["AssessmentAuthorisationDate"].null_count
    if not len(assessments):
        missing = "The file holds no assessments (Assessments)"
    elif not finished:
        missing = "No assessment in the file is finished (AssessmentAuthorisationDate)"
    elif not len(columns.tables["Factors"]):
        missing = "No assessment in the file says what was found (AssessmentFactors)"
    else:
        return ""
    return f"{missing}, so what these children live with cannot be counted from it."


def _end(run: Run, state: Run.State, says: str) -> Run:
    now = timezone.now()
    Run.objects.filter(pk=run.pk).update(state=state, says=says[:400], ended_at=now, moved_at=now, doing="")
    run.refresh_from_db()
    return run


class _Watch:
    """Writes how far the run is, so that its page can show it: outside any transaction, and not too often."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._told_at = 0.0

    def tell(self, doing: str, percent: int, *, now: bool = False) -> None:
        if not now and time.monotonic() - self._told_at < TELL_EVERY:
            return
        self._told_at = time.monotonic()
        Run.objects.filter(pk=self.run.pk).update(
            state=Run.State.CHECKING, doing=doing, percent=percent, moved_at=timezone.now()
        )

    def read(self, size: int) -> None:
        self.tell("Reading the file", min(READ, READ * size // max(self.run.size, 1)))

    def rules(self, doing: str, count: int) -> None:
        if doing == "check":
            share = min(1, count / ABOUT_AS_MANY_RULES)
            self.tell(f"Running the rules: {count} so far", READ + int((RULES - READ) * share))


class _Watched:
    """A stream that tells how much of it was read."""

    def __init__(self, stream: BinaryIO, watch: _Watch) -> None:
        self._stream, self._watch, self._bytes = stream, watch, 0

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(size)
        self._bytes += len(chunk)
        self._watch.read(self._bytes)
        return chunk
