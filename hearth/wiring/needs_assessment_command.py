"""`hearth needs-assessment`: what children live with, from a snapshot or a return, printed or written to a file.

From a snapshot it is a matter of a second or two, most of it Python's start: so what only some of it needs (the solver that
protects what is published, the makers of files, the reader of returns) is loaded where that is what was asked for.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from hearth.evidence.facts.snapshot import SnapshotFault, open_snapshot
from hearth.evidence.facts.tables import Facts
from hearth.evidence.measures.hidden_harm.answer import answer
from hearth.evidence.measures.hidden_harm.beside import beside_others
from hearth.evidence.measures.hidden_harm.calculate import CannotBeCounted, Cohort, HiddenHarm, Published, calculate
from hearth.evidence.measures.hidden_harm.definition import definition
from hearth.evidence.measures.hidden_harm.telling import as_json, tell
from hearth.evidence.measures.national.compare import Comparison
from hearth.evidence.measures.national.kept import NotLoaded
from hearth.evidence.returns.owner_only import written_for_owner
from hearth.wiring.council_file import council_file
from hearth.wiring.data_folder import data_folder
from hearth.wiring.needs_assessment_table import print_telling

DONE, NOT_DONE = 0, 2

say = Console(highlight=False)
complain = Console(stderr=True, highlight=False)


def describe(words: Any) -> None:
    word = words.add_parser("needs-assessment", help="what children live with, counted as its definition says")
    word.add_argument("what", choices=["hidden-harm"])
    source = word.add_mutually_exclusive_group(required=True)
    source.add_argument("--from", dest="file", type=Path, metavar="FILE", help="a CIN census")
    source.add_argument("--snapshot", metavar="ID", help="facts kept by `hearth facts snapshot`")
    word.add_argument("--on", type=date.fromisoformat, metavar="2026-03-31", help="the day; else the period's last")
    word.add_argument("--cohort", choices=list(definition().cohorts))
    word.add_argument("--unit", choices=list(definition().units), default=definition().unit)
    word.add_argument("--by", type=_names, default=(), metavar="age,sex,...", help=", ".join(definition().breakdowns))
    word.add_argument(
        "--period", nargs=2, type=date.fromisoformat, metavar=("FROM", "TO"), help="assessed in it, both days included"
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
    return tuple(dict.fromkeys(text.split(",")))


def _hidden_harm(chosen: argparse.Namespace) -> int:
    if chosen.format in ("xlsx", "pdf") and chosen.out is None:
        return _refused(f"It is written to a file: say which with --out FILE.{chosen.format}.")
    if chosen.format == "table" and chosen.out is not None:
        return _refused("A table is for the screen: for a file say --format json, csv, xlsx or pdf.")
    facts = _facts_of_file(chosen.file) if chosen.file else _facts_of_snapshot(chosen.snapshot)
    if facts is None:
        return NOT_DONE
    meant = definition().with_drugs_and_alcohol_as_one() if chosen.drugs_and_alcohol_as_one else definition()
    period = (chosen.period[0], chosen.period[1]) if chosen.period else None
    on = chosen.on or (period[1] if period else None)
    if on is None:
        return _refused("Say which day with --on, or which period with --period.")
    cohort: Cohort = chosen.cohort or ("assessed" if period else "in_need")
    found: HiddenHarm | Published
    try:
        found = calculate(facts, meant, on=on, cohort=cohort, unit=chosen.unit, period=period, by=chosen.by)
        if chosen.publish:
            found = _published(found, chosen.round)
        elif chosen.round is not None:
            raise CannotBeCounted("Counts are rounded only when they are published: add --publish.")
    except ValueError as fault:
        return _refused(str(fault))
    beside = _beside(facts, found)
    if chosen.format == "table":
        told = tell(found)
        print_telling(told, answer(found, told), beside, say)
        return DONE
    made = _as_file(found, chosen.format, beside if isinstance(beside, Comparison) else None)
    if chosen.out is None:
        sys.stdout.write(made.decode("utf-8-sig"))
        return DONE
    try:
        with written_for_owner(chosen.out) as into:
            into.write(made)
    except OSError as fault:
        return _refused(f"{chosen.out} cannot be written: {fault.strerror}.")
    complain.print(f"Written to {escape(str(chosen.out))}.")
    return DONE


def _refused(why: str) -> int:
    complain.print(escape(why))
    return NOT_DONE


def _published(found: HiddenHarm, rounding: int | None) -> Published:
    from hearth.evidence.measures.disclosure import SmallNumbers
    from hearth.evidence.measures.hidden_harm.published import publish

    chosen = council_file().measures
    return publish(found, SmallNumbers(chosen.threshold, rounding=chosen.rounding if rounding is None else rounding))


def _beside(facts: Facts, found: HiddenHarm | Published) -> Comparison | str:
    """England, the region and the neighbours: the council's; where Hearth has not been told which that is, of whose return it
    is. Where they cannot be told, a sentence that says why."""
    threshold = found.threshold if isinstance(found, Published) else None
    authority = council_file().code if _has_council_file() else facts.authority or council_file().code
    try:
        return beside_others(
            facts, data_folder() / "national", found.definition, on=found.on, authority=authority, threshold=threshold
        )
    except NotLoaded as why:
        return str(why)


def _as_file(found: HiddenHarm | Published, form: str, comparison: Comparison | None) -> bytes:
    if form == "json":
        return (json.dumps(as_json(found, comparison=comparison), indent=1) + "\n").encode()
    from hearth.wiring.needs_assessment_files import made

    # As its hearth.toml says; a council that only wants evidence may have none, and the invented one is not it.
    name = council_file().name if _has_council_file() else ""
    told = tell(found)
    return made(form, told, answer(found, told), comparison=comparison, name=name)


def _has_council_file() -> bool:
    return (data_folder() / "hearth.toml").is_file()


def _facts_of_file(file: Path) -> Facts | None:
    from hearth.wiring import return_as_facts

    try:
        return return_as_facts.read_facts(file, complain)
    except return_as_facts.CannotBeRead as fault:
        complain.print(escape(str(fault)))
        return None


def _facts_of_snapshot(id: str) -> Facts | None:
    try:
        return open_snapshot(data_folder() / "snapshots", id)
    except SnapshotFault as fault:
        complain.print(escape(str(fault)))
        return None
