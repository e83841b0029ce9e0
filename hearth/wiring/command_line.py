"""`hearth`: the command line. Every command brings the database up if it must, and leaves no process behind."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearth.wiring.settings")


EVIDENCE = ("returns", "needs-assessment", "facts", "national")
"""The commands that read files and print: no database is started for them, nor anything of theirs loaded for the others."""


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
    if is_evidence or not arguments or arguments[0].startswith("-"):
        from hearth.wiring import evidence_commands, facts_commands, national_commands

        evidence_commands.describe(words)
        facts_commands.describe(words)
        national_commands.describe(words)
    if not is_evidence:
        django.setup()  # which brings the database up
        from hearth.wiring import commands

        commands.describe(words)
    chosen = parser.parse_args(arguments)
    if chosen.does is None:
        parser.print_help()
        return 2
    does: Callable[[argparse.Namespace], int] = chosen.does
    return does(chosen)


if __name__ == "__main__":
    sys.exit(main())
