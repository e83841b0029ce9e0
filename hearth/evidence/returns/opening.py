"""The way to hold a run: whoever looks at what was found is written down."""

from __future__ import annotations

from django.http import Http404

from hearth.evidence.returns.models import Issue, Run
from hearth.evidence.returns.queries import issue_numbered, run_numbered
from hearth.foundation.audit.audited import write_read
from hearth.foundation.staff.models import Worker


def open_run(worker: Worker, number: int) -> Run:
    """404 when there is none. Read down only when there is something to read: a page that waits asks every two seconds."""
    found = run_numbered(number)
    if found is None:
        raise Http404
    if found.is_over:
        write_read(by=worker, record=found.pk, because="checks returns")
    return found


def open_found(worker: Worker, number: int) -> Run:
    """A run whose issues are still here."""
    found = open_run(worker, number)
    if not found.issues_are_here:
        raise Http404
    return found


def open_issue(worker: Worker, number: int) -> Issue:
    found = issue_numbered(number)
    if found is None:
        raise Http404
    write_read(by=worker, record=found.run_id, because="checks returns")
    return found
