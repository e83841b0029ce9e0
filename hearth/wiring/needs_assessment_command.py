"""`hearth needs-assessment`: what children live with, from a snapshot or a return, printed or written to a file.

From a snapshot it is a matter of a second or two, most of it Python's start: so what counts (`needs_assessment_told`) is
loaded while the snapshot is opened, and what reads a return only where there is one to read.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from hearth.evidence.facts.snapshot import SnapshotFault, open_snapshot
from hearth.evidence.facts.tables import Facts
from hearth.evidence.measures.hidden_harm.definition import definition
from hearth.wiring.data_folder import data_folder
from hearth.wiring.day_of_command import day_of

NOT_DONE = 2

complain = Console(stderr=True, highlight=False)


def describe(words: Any) -> None:
    word = words.add_parser("needs-assessment", help="what children live with, counted as its definition says")
    word.add_argument("what", choices=["hidden-harm"])
    source = word.add_mutually_exclusive_group(required=True)
    source.add_argument("--from", dest="file", type=Path, metavar="FILE", help="a CIN census")
    source.add_argument("--snapshot", metavar="ID", help="facts kept by `hearth facts snapshot`")
    word.add_argument(
        "--on",
        type=day_of,
        metavar="2026-03-31",
        help="the day; else the period's last, or the snapshot's or file's own",
    )
    word.add_argument("--cohort", choices=list(definition().cohorts))
    word.add_argument("--unit", choices=list(definition().units), default=definition().unit)
    word.add_argument("--by", type=_names, default=(), metavar="age,sex,...", help=", ".join(definition().breakdowns))
    word.add_argument(
        "--period",
        nargs=2,
        type=day_of,
        metavar=("FROM", "TO"),
        help="assessed in it, both days included; else, for --cohort assessed, the year that ends on the day",
    )
    word.add_argument("--drugs-and-alcohol-as-one", action="store_true")
    word.add_argument("--publish", action="store_true", help="keep small numbers back, so that none can be worked out")
    word.add_argument(
        "--round", type=int, metavar="5", help="with --publish: round counts to the nearest; else as hearth.toml says"
    )
    word.add_argument("--format", choices=["table", "json", "csv", "xlsx", "pdf"], default="table")
    word.add_argument("--out", type=Path, metavar="FILE", help="where json, csv, xlsx or pdf is written")
    word.set_defaults(does=_hidden_harm)


def _names(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",")))
    if "" in names:
        raise argparse.ArgumentTypeError(
            f"say by what, such as age,sex; there are {', '.join(definition().breakdowns)}"
        )
    return names


def _hidden_harm(chosen: argparse.Namespace) -> int:
    if chosen.format in ("xlsx", "pdf") and chosen.out is None:
        return _refused(f"It is written to a file: say which with --out FILE.{chosen.format}.")
    if chosen.format == "table" and chosen.out is not None:
        return _refused("A table is for the screen: for a file say --format json, csv, xlsx or pdf.")
    # What counts takes long to load: the snapshot is opened meanwhile.
    with ThreadPoolExecutor(max_workers=1) as beside:
        opening = (
            beside.submit(open_snapshot, data_folder() / "snapshots", chosen.snapshot) if chosen.snapshot else None
        )
        from hearth.wiring import needs_assessment_told

    try:
        facts = opening.result() if opening else _facts_of_file(chosen.file)
    except SnapshotFault as fault:
        return _refused(str(fault))
    if facts is None:
        return NOT_DONE
    try:
        return needs_assessment_told.tell_it(facts, chosen)
    except needs_assessment_told.CannotBeTold as why:
        return _refused(str(why))


def _refused(why: str) -> int:
    complain.print(escape(why))
    return NOT_DONE


def _facts_of_file(file: Path) -> Facts | None:
    from hearth.wiring import return_as_facts

    try:
        return return_as_facts.read_facts(file, complain)
    except return_as_facts.CannotBeRead as fault:
        complain.print(escape(str(fault)))
        return None
