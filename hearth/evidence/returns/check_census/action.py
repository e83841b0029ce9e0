from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import PurePath

from django.db import IntegrityError, transaction
from django.utils import timezone

from hearth.evidence.returns.check_run import FILES, STOPPED
from hearth.evidence.returns.jobs import check_waiting_run
from hearth.evidence.returns.limits import largest_upload
from hearth.evidence.returns.models import Run
from hearth.evidence.returns.queries import SameFile, run_of_file
from hearth.evidence.returns.rules import may_check
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.second_wall import next_record


@dataclass(frozen=True)
class Given:
    """A file that was given. The very file that was checked by the same rules before is not checked again."""

    run: Run
    is_new: bool

    @property
    def record_number(self) -> int:
        return self.run.record_number


@audited
def check_census(*, name: str, chunks: Iterable[bytes], as_year: int, by: Worker) -> Given:
    """Keep the file and have it checked in the background: the job is in this transaction, so neither is without the other.

    `as_year` is the year whose rules are asked for, 0 for the one in the file's header.
    """
    sha256, size = FILES.keep(chunks)
    insist(may_check(size=size, largest=largest_upload()))
    same = SameFile(sha256, as_year, version("hearth-casework"))
    earlier = run_of_file(same)
    if earlier is not None and earlier.has_stalled(at=timezone.now()):
        _give_up(earlier)
    elif earlier is not None:
        return Given(earlier, is_new=False)
    run = Run(id=next_record(), file_name=PurePath(name).name[-200:], size=size, given_by=by)
    run.sha256, run.as_year, run.hearth_version = same
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError:  # somebody gave the same file at this very moment: theirs is to be seen by now
        if earlier := run_of_file(same):
            return Given(earlier, is_new=False)
        raise
    check_waiting_run.defer(run=run.pk)
    return Given(run, is_new=True)


def _give_up(run: Run) -> None:
    run.state, run.says, run.ended_at = Run.State.STOPPED, STOPPED, timezone.now()
    run.save(update_fields=["state", "says", "ended_at"])
