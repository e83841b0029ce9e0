from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from hearth.evidence.returns.limits import largest_upload
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Team, Worker
from hearth.governance.bring_in_records.jobs import read_waiting_run
from hearth.governance.bring_in_records.kept_files import keep_file
from hearth.governance.bring_in_records.models import Run
from hearth.governance.bring_in_records.queries import is_being_read
from hearth.governance.bring_in_records.rules import may_upload


@audited
def upload_census(*, name: str, chunks: Iterable[bytes], team: Team | None, by: Worker) -> Run:
    """Keep the file and have it read in the background: the job is in this transaction, so neither is without the other."""
    sha256, size = keep_file(chunks)
    insist(may_upload(size=size, largest=largest_upload(), being_read=is_being_read(sha256)))
    run = Run.objects.create(file_name=PurePath(name).name[-200:], sha256=sha256, size=size, team=team, brought_by=by)
    read_waiting_run.defer(run=str(run.pk))
    return run
