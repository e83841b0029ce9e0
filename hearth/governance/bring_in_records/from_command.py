"""Bringing in from the command line: the report is printed, and kept as any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.utils import timezone
from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.system import system_worker
from hearth.governance.bring_in_records.holders import holding_teams
from hearth.governance.bring_in_records.kept_files import keep_file
from hearth.governance.bring_in_records.models import Run
from hearth.governance.bring_in_records.queries import remarks_of
from hearth.governance.bring_in_records.report import OUTCOME_WORDS, Outcome, table_of
from hearth.governance.bring_in_records.run import read_run

CHUNK = 1024 * 1024
PERMISSION = "bring_in_records.bring_in_census"


def bring_in_file(file: Path, *, team: str, by: str, say: Console, complain: Console) -> int:
    """0 when the file was read, whatever was refused in it; 2 when nothing could be read or written."""
    on = timezone.localdate()
    worker = Worker.objects.filter(email__iexact=by, is_active=True).first() if by else system_worker()
    if worker is None or not worker.may(PERMISSION):
        complain.print(f"No data steward here has the address {escape(by)}.")
        return 2
    teams = {each.name.casefold(): each for each in holding_teams(on=on)}
    if team and team.casefold() not in teams:
        known = ", ".join(escape(each.name) for each in teams.values()) or "there are none yet"
        complain.print(f"There is no team called {escape(team)}. The teams are: {known}.")
        return 2
    try:
        with file.open("rb") as stream:
            sha256, size = keep_file(_chunks(stream))
    except OSError as fault:
        complain.print(f"{escape(str(file))} cannot be opened: {fault.strerror}.")
        return 2
    run = Run.objects.create(
        file_name=file.name[-200:], sha256=sha256, size=size, team=teams.get(team.casefold()), brought_by=worker
    )
    with Progress(console=complain, transient=True) as progress:
        task = progress.add_task(f"Reading {escape(file.name)}", total=size)
        run = read_run(run, by=worker, on=on, tell=lambda read: progress.update(task, completed=read))
    if run.state != Run.State.READ:
        complain.print(f"{escape(run.file_name)}: {escape(run.says)}")
        return 2
    print_report(run, say)
    return 0


def print_report(run: Run, say: Console) -> None:
    table = Table(title=escape(run.file_name), title_justify="left", box=SIMPLE, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("", no_wrap=True)
    for words in ("Read", *OUTCOME_WORDS.values()):
        table.add_column(words, justify="right")
    for row in table_of(run):
        table.add_row(row.words, *(f"{count:,}" for count in (row.read, *row.by_outcome)))
    say.print(table)
    for remark in remarks_of(run).iterator(chunk_size=2_000):
        line = f"line {remark.line}" if remark.line else "whole file"
        child = f", child {remark.child}" if remark.child else ""
        value = f" ({remark.value})" if remark.value else ""
        said = f"{line}{child}: {remark.get_kind_display()}: {remark.field}{value}. {remark.says}"
        say.print(escape(said), soft_wrap=True)
    totals = ", ".join(f"{OUTCOME_WORDS[each].lower()} {run.total(each):,}" for each in Outcome)
    say.print(f"Rows read {run.total('read'):,}: {totals}.", soft_wrap=True)
    if run.team and not run.team.memberships.exists():
        say.print(
            f"Nobody is in the team {escape(run.team.name)} yet: only data stewards can open the children.",
            soft_wrap=True,
        )


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk
