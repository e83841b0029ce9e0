"""`hearth returns write`: the census file from casework, or what is missing and where it is mended."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from hearth.evidence.facts.identity import Known
from hearth.evidence.returns.cin_census.feed import UnreadableReturn
from hearth.evidence.returns.cin_census.from_facts import reference_date_of
from hearth.evidence.returns.cin_census.write import Written, write_census
from hearth.evidence.returns.cin_census.writer import Source, Unwritable
from hearth.evidence.returns.cin_census.years import year_in_words
from hearth.wiring.casework_for_commands import NoCasework, open_casework
from hearth.wiring.progress_bar import progress_bar
from hearth.wiring.report_on_terminal import print_by_rule, print_failed_rules

READY, NOT_READY, NOT_WRITTEN = 0, 1, 2
SHOWN_OF_A_RULE = 3

say = Console(highlight=False)
complain = Console(stderr=True, highlight=False)


def describe(kinds: Any, *, year: Callable[[str], int]) -> None:
    """`year` understands 2025-26."""
    writing = kinds.add_parser("write", help="make the file from casework, and say what is missing in it")
    writing.add_argument("what", choices=["cin-census"])
    writing.add_argument("--year", type=year, required=True, metavar="2025-26")
    writing.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to write the XML")
    writing.add_argument("--serial", default="001", metavar="001", help="raise it each time the file is sent again")
    writing.add_argument("--format", choices=["table", "json"], default="table", help="how to tell what is missing")
    writing.set_defaults(does=_write)


def _write(chosen: argparse.Namespace) -> int:
    try:
        known, authority, now = _casework(chosen.year)
    except NoCasework as why:
        complain.print(escape(str(why)), soft_wrap=True)
        return NOT_WRITTEN
    source = Source(authority, now, release=version("hearth-casework"), serial_number=chosen.serial)
    try:
        with progress_bar(complain) as tell:
            written = write_census(known, year=chosen.year, source=source, path=chosen.out, progress=tell)
    except (Unwritable, UnreadableReturn) as fault:
        complain.print(escape(str(fault)), soft_wrap=True)
        return NOT_WRITTEN
    except OSError as fault:
        complain.print(f"{escape(str(chosen.out))} cannot be written: {fault.strerror}.", soft_wrap=True)
        return NOT_WRITTEN
    if chosen.format == "json":
        json.dump(written.as_json(), sys.stdout, indent=1, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        _print(written)
    return READY if written.is_ready else NOT_READY


@dataclass(frozen=True)
class _Of:
    """The census of a year, as the audit tells of it."""

    year: int

    @property
    def audited_as(self) -> dict[str, object]:
        return {"year": self.year}


def _casework(year: int) -> tuple[Known, str, datetime]:
    """Facts as they were on the reference date, the council's number, and the time it is there.

    That everybody's was read is in the audit before there is a file: none leaves without it. Nobody is signed in at a
    command line, so it was Hearth itself.
    """
    open_casework()
    # Here and not above: the other commands of returns start no database.
    from django.utils import timezone

    from hearth.evidence.facts.from_casework import read_casework
    from hearth.foundation.audit.audited import write_act
    from hearth.foundation.council import council
    from hearth.foundation.staff.system import system_worker

    now = timezone.localtime().replace(tzinfo=None)  # the census's moments have no time zone
    known = read_casework(on=reference_date_of(year))
    write_act(_Of(year), by=system_worker(), name="returns.write_census")
    return known, council().code, now


def _print_where_to_mend(written: Written) -> None:
    """Of each rule some children, each with the pages on which what breaks it is mended."""
    places: dict[str, dict[tuple[str, tuple[str, ...]], None]] = {}
    for each in written.issues:
        places.setdefault(each.issue.rule, {})[each.issue.child or "", each.pages] = None
    if not places:
        return
    table = Table("Rule", "Child", box=SIMPLE)
    table.add_column("Mended at", overflow="fold")  # an address that is cut leads nowhere
    for rule, found in places.items():
        for child, pages in list(found)[:SHOWN_OF_A_RULE]:
            table.add_row(rule, escape(child), "\n".join(pages) or "no record is known")
    say.print(table)
    if any(len(found) > SHOWN_OF_A_RULE for found in places.values()):
        say.print(
            f"The first {SHOWN_OF_A_RULE} places of each rule. For all {len(written.issues):,} issues: --format json."
        )


def _print(written: Written) -> None:
    many = "1 child" if written.children == 1 else f"{written.children:,} children"
    say.print(
        f"{many} of {year_in_words(written.report.year)}, written to {escape(str(written.path))}.",
        soft_wrap=True,
    )
    print_by_rule(written.report, say)
    _print_where_to_mend(written)
    for left in written.left_out:
        began = f"{left.began:%-d %B %Y}" if left.began else "an unknown day"
        where = ", ".join(left.pages) or "no record is known"
        say.print(f"Left out: {left.table} of {began}, which stands in no episode of the year: {where}", soft_wrap=True)
    if written.empty:
        say.print(
            f"The file holds no {', no '.join(written.empty)}. If there were any in the year, they are not in casework.",
            soft_wrap=True,
        )
    print_failed_rules(written.report, complain)
    say.print(
        "It is ready to send: no error was found." if written.is_ready
        else "It is not ready to send: mend what is listed above, and write it again.",
        soft_wrap=True,
    )  # fmt: skip
