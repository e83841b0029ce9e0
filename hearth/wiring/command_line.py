"""`hearth`: the command line. Every command brings the database up if it must, and leaves no process behind."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearth.wiring.settings")


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
    from hearth.wiring import evidence_commands

    evidence_commands.describe(words)
    if (arguments[:1] and arguments[0] not in evidence_commands.WORDS) or not arguments:
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
