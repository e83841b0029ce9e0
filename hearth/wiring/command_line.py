"""`hearth`: the command line. Every command brings the database up if it must, and leaves no process behind."""

from __future__ import annotations

import argparse
import atexit
import gc
import os
import sys
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearth.wiring.settings")


EVIDENCE = ("returns", "needs-assessment", "facts", "national")
"""The commands that read files and print: no database is started for them, nor anything of theirs loaded for the others."""

READER_LEFT = 141
"""As a shell tells of any program that wrote into a closed pipe: 128 and the number of the signal."""


def run() -> None:
    """A command on evidence ends here, once all that asked to be done at the end is done, and not by taking Python apart: there
    Arrow's threads now and then aborted a command that had done its work, and its exit code was lost."""
    ended = main()
    if sys.argv[1:2] and sys.argv[1] in EVIDENCE:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ended)
    sys.exit(ended)


def main(arguments: list[str] | None = None) -> int:
    import django

    parser = argparse.ArgumentParser(
        prog="hearth", description="Casework for councils that practise Family Safeguarding."
    )
    parser.set_defaults(does=None)
    words = parser.add_subparsers(metavar="COMMAND", title="commands")
    if arguments is None:
        arguments = sys.argv[1:]
    if arguments[:1] == ["django"]:  # Django's own commands, for developers: hearth django makemigrations
        from django.core.management import execute_from_command_line

        execute_from_command_line(["hearth django", *arguments[1:]])
        return 0
    is_evidence = bool(arguments) and arguments[0] in EVIDENCE
    if is_evidence:  # what they load is kept to the end: to look for garbage in it took a tenth of the shortest of them
        gc.set_threshold(100_000)
    if is_evidence or not arguments or arguments[0].startswith("-"):
        _describe_evidence(words, arguments[0] if is_evidence else None)
    if not is_evidence:
        django.setup()  # which brings the database up
        from hearth.wiring import commands

        commands.describe(words)
    chosen = parser.parse_args(arguments)
    if chosen.does is None:
        parser.print_help()
        return 2
    does: Callable[[argparse.Namespace], int] = chosen.does
    try:
        ended = does(chosen)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read what is printed has read enough, as `head` does
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # so that nothing is said of it at the end either
        return READER_LEFT
    return ended


def _describe_evidence(words: Any, wanted: str | None) -> None:
    """The command that is wanted, or each: what one of them loads takes the others a second."""
    if wanted in (None, "returns"):
        from hearth.wiring import evidence_commands

        evidence_commands.describe(words)
    if wanted in (None, "needs-assessment"):
        from hearth.wiring import needs_assessment_command

        needs_assessment_command.describe(words)
    if wanted in (None, "facts"):
        from hearth.wiring import facts_commands

        facts_commands.describe(words)
    if wanted in (None, "national"):
        from hearth.wiring import national_commands

        national_commands.describe(words)


if __name__ == "__main__":
    run()
