"""The facts of a return, for the commands that count: with a bar while it is read."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from hearth.evidence.facts.tables import Facts
from hearth.evidence.returns.cin_census.columns import columns_of
from hearth.evidence.returns.cin_census.feed import UnreadableReturn
from hearth.evidence.returns.cin_census.reader import read
from hearth.evidence.returns.cin_census.to_facts import facts_of_file
from hearth.wiring.file_limits import file_limits
from hearth.wiring.progress_bar import progress_bar


class CannotBeRead(Exception):
    """Its text is a sentence that names the file."""


def read_facts(file: Path, console: Console) -> Facts:
    try:
        with progress_bar(console) as tell:
            columns = columns_of(read(file, limits=file_limits()), progress=lambda count: tell("read", count))
    except UnreadableReturn as fault:
        raise CannotBeRead(f"{file}: {fault}") from fault
    except OSError as fault:
        raise CannotBeRead(f"{file} cannot be opened: {fault.strerror}.") from fault
    return facts_of_file(columns, file.name)
