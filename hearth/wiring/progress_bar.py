"""How far a command is: a bar on a terminal, nothing in a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

WORDS = {"write": "Writing: {:,} children", "read": "Reading: {:,} children", "check": "Checking: {:,} rules"}


@contextmanager
def progress_bar(console: Console) -> Iterator[Callable[[str, int], None]]:
    """Gives what is to be told what is being done, one of WORDS, and how many are done."""
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(),
        console=console, transient=True, disable=not console.is_terminal,
    )  # fmt: skip
    with bar:
        task = bar.add_task("Reading", total=None)
        yield lambda doing, count: bar.update(task, description=WORDS[doing].format(count))
