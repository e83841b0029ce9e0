"""The commands of facts: take a snapshot, list those there are, compare two."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from hearth.evidence.facts.snapshot import (
    SnapshotFault,
    broken,
    compare,
    open_snapshot,
    snapshots,
    take,
)
from hearth.evidence.facts.tables import Facts
from hearth.wiring.casework_for_commands import NoCasework, open_casework
from hearth.wiring.data_folder import data_folder, secret
from hearth.wiring.day_of_command import day_of
from hearth.wiring.return_as_facts import CannotBeRead, read_facts

DONE, NOT_DONE = 0, 2
ANOTHER_KEY = (
    "Earlier snapshots were taken under another key: this one cannot be compared with them. If secrets.json was lost, bring "
    "it back from a back-up and take the snapshot again."
)
TABLE_OR_JSON = ["table", "json"]

say = Console(highlight=False)
complain = Console(stderr=True, highlight=False)


def snapshots_folder() -> Path:
    return data_folder() / "snapshots"


def pseudonym_key() -> bytes:
    """Made at first need, kept among the installation's secrets, never in a snapshot. Whoever loses it can compare no
    later snapshot with the earlier ones."""
    return secret("pseudonym_key").encode()


def describe(words: Any) -> None:
    word = words.add_parser("facts", help="keep what is known as a dated snapshot without names; list, compare")
    kinds = word.add_subparsers(metavar="snapshot|list|compare", required=True)

    taking = kinds.add_parser("snapshot", help="take a snapshot of casework, or of a return")
    taking.add_argument("--from", dest="file", type=Path, metavar="FILE", help="a CIN census; else casework itself")
    taking.add_argument("--on", type=day_of, metavar="2026-03-31", help="of casework, the day of the facts; else today")
    taking.add_argument("--format", choices=TABLE_OR_JSON, default="table")
    taking.set_defaults(does=_snapshot)

    listing = kinds.add_parser("list", help="list the snapshots, newest first")
    listing.add_argument("--format", choices=TABLE_OR_JSON, default="table")
    listing.set_defaults(does=_list)

    comparing = kinds.add_parser("compare", help="count what two snapshots have in common")
    comparing.add_argument("first", metavar="A")
    comparing.add_argument("second", metavar="B")
    comparing.add_argument("--format", choices=TABLE_OR_JSON, default="table")
    comparing.set_defaults(does=_compare)


def _snapshot(chosen: argparse.Namespace) -> int:
    try:
        facts, on = _of_file(chosen.file, chosen.on) if chosen.file else _of_casework(chosen.on)
        taken = take(facts, folder=snapshots_folder(), taken_on=on, key=pseudonym_key())
    except (CannotBeRead, SnapshotFault) as fault:
        complain.print(escape(str(fault)), soft_wrap=True)
        return NOT_DONE
    if any(each.key not in ("", taken.key) for each in snapshots(snapshots_folder())):
        complain.print(ANOTHER_KEY, soft_wrap=True)
    if chosen.format == "json":
        _print_json(taken.as_json())
        return DONE
    say.print(taken.id)
    say.print(
        f"{escape(taken.source)}, {taken.on:%-d %B %Y}. Kept in {escape(str(snapshots_folder()))}.", soft_wrap=True
    )
    table = Table("Table", "Rows", box=SIMPLE)
    for name, rows in taken.rows.items():
        table.add_row(_words(name), f"{rows:,}")
    say.print(table)
    return DONE


def _of_casework(on: date | None) -> tuple[Facts, date]:
    try:
        open_casework()
    except NoCasework as why:
        raise SnapshotFault(f"{why} A return needs none: --from FILE.") from why
    # Here and not above: a council that only wants evidence starts no database for its own returns.
    from django.utils import timezone

    from hearth.evidence.facts.from_casework import read_casework

    today = timezone.localdate()
    day = on or today
    if day > today:
        raise SnapshotFault(f"{day:%-d %B %Y} is still to come: casework can be kept up to today.")
    return read_casework(on=day).facts, day


def _of_file(file: Path, on: date | None) -> tuple[Facts, date]:
    """The return's facts; the day is its own, and is asked for only where it names none."""
    facts = read_facts(file, complain)
    day = facts.reaches or on
    if day is None:
        raise SnapshotFault(f"{file.name} does not say of which day it is: say it with --on.")
    if on not in (None, day):
        raise SnapshotFault(
            f"{file.name} is the return of {day:%-d %B %Y}, and its snapshot is of that day. Leave out --on: it is for casework."
        )
    return facts, day


def _list(chosen: argparse.Namespace) -> int:
    found = snapshots(snapshots_folder())
    if chosen.format == "json":
        _print_json([each.as_json() for each in found])
    elif found:
        table = Table(box=SIMPLE)
        table.add_column("Snapshot", no_wrap=True)
        for words in ("Of", "Taken", "Children", "Source"):
            table.add_column(words)
        for each in found:
            table.add_row(
                each.id,
                f"{each.on:%-d %B %Y}",
                f"{each.taken_at.astimezone():%-d %B %Y %H:%M}",
                f"{each.rows['person']:,}",
                escape(each.source),
            )
        say.print(table)
    else:
        say.print("There is no snapshot yet. Take one with: hearth facts snapshot")
    for fault in broken(snapshots_folder()):
        complain.print(escape(fault), soft_wrap=True)
    return DONE


def _compare(chosen: argparse.Namespace) -> int:
    try:
        first, second = (open_snapshot(snapshots_folder(), each) for each in (chosen.first, chosen.second))
        found = compare(first, second)
    except SnapshotFault as fault:
        complain.print(escape(str(fault)), soft_wrap=True)
        return NOT_DONE
    if chosen.format == "json":
        tables = {
            each.table: {
                "only_first": each.only_first,
                "only_second": each.only_second,
                "same": each.same,
                "changed": each.changed,
            }
            for each in found
        }
        _print_json({"first": chosen.first, "second": chosen.second, "tables": tables})
        return DONE
    table = Table("Table", "Only in the first", "Only in the second", "In both, changed", "In both, alike", box=SIMPLE)
    for each in found:
        counts = (each.only_first, each.only_second, each.changed, each.same)
        table.add_row(_words(each.table), *(f"{count:,}" for count in counts))
    say.print(f"First: {escape(first.source)}\nSecond: {escape(second.source)}", soft_wrap=True)
    say.print(table)
    return DONE


def _words(table: str) -> str:
    words = table.replace("_", " ")
    return words.replace("cin", "CIN") if words.startswith("cin") else words.capitalize()


def _print_json(told: Any) -> None:
    json.dump(told, sys.stdout, indent=1)
    sys.stdout.write("\n")
