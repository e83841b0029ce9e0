"""The commands of evidence: they read files and print, and need no database."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from hearth.evidence.facts.snapshot import SnapshotFault, open_snapshot
from hearth.evidence.facts.tables import Facts
from hearth.evidence.measures.disclosure import SmallNumbers
from hearth.evidence.measures.hidden_harm.answer import answer as hidden_harm_answer
from hearth.evidence.measures.hidden_harm.as_pdf import as_pdf as needs_assessment_as_pdf
from hearth.evidence.measures.hidden_harm.as_spreadsheet import as_csv as needs_assessment_as_csv
from hearth.evidence.measures.hidden_harm.as_spreadsheet import as_xlsx as needs_assessment_as_xlsx
from hearth.evidence.measures.hidden_harm.beside import beside_others
from hearth.evidence.measures.hidden_harm.calculate import CannotBeCounted, Cohort, HiddenHarm, Published, calculate
from hearth.evidence.measures.hidden_harm.definition import definition
from hearth.evidence.measures.hidden_harm.published import publish
from hearth.evidence.measures.hidden_harm.telling import as_json as hidden_harm_as_json
from hearth.evidence.measures.hidden_harm.telling import tell as hidden_harm_told
from hearth.evidence.measures.national.compare import Comparison
from hearth.evidence.measures.national.kept import NotLoaded
from hearth.evidence.measures.told import Telling
from hearth.evidence.returns.cin_census.check import (
    ENGINES,
    FIRST_YEAR,
    LAST_YEAR,
    Report,
    UnknownYear,
    as_of_another_year,
    checked,
    year_in_words,
)
from hearth.evidence.returns.cin_census.check import (
    Progress as Told,
)
from hearth.evidence.returns.cin_census.columns import columns_of
from hearth.evidence.returns.cin_census.compiled_rule import EngineMissing
from hearth.evidence.returns.cin_census.feed import UnreadableReturn
from hearth.evidence.returns.cin_census.reader import read
from hearth.evidence.returns.cin_census.rulebook import rules_for
from hearth.evidence.returns.cin_census.to_facts import facts_of_file
from hearth.evidence.returns.cin_census.written_report import as_csv, as_json, as_xlsx, with_line
from hearth.evidence.returns.owner_only import text_for_owner, written_for_owner
from hearth.foundation.council import Council
from hearth.foundation.council.toml_file import read_council
from hearth.wiring import write_command
from hearth.wiring.database import data_folder

CLEAN, HAS_ERRORS, UNREADABLE = 0, 1, 2
PROBLEMS_SHOWN = 5  # in the table

say = Console(highlight=False)
complain = Console(stderr=True, highlight=False)


def describe(words: Any) -> None:
    word = words.add_parser("returns", help="check a return before it is sent; make it; list the rules")
    kinds = word.add_subparsers(metavar="check|rules|write", required=True)
    checking = kinds.add_parser("check", help="run every rule of its year over a return")
    checking.add_argument("what", choices=["cin-census"])
    checking.add_argument("files", type=Path, nargs="+", metavar="FILE", help="a return, or several one after another")
    checking.add_argument("--year", type=_year, metavar="2025-26", help="check it as of this year; else its header's")
    checking.add_argument("--format", choices=["table", "json", "csv", "xlsx"], default="table")
    checking.add_argument("--out", type=Path, metavar="FILE", help="where to write; a folder for several returns")
    checking.add_argument("--engine", choices=list(ENGINES), default="duckdb", help="what runs the rules")
    checking.set_defaults(does=_check)
    listing = kinds.add_parser("rules", help="list the rules of a year")
    listing.add_argument("what", choices=["cin-census"])
    listing.add_argument("--year", type=_year, metavar="2025-26", default=LAST_YEAR)
    listing.set_defaults(does=_rules)
    write_command.describe(kinds, year=_year, progress=_progress)

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
    word.add_argument("--round", type=int, default=1, metavar="5", help="with --publish: round counts to the nearest")
    word.add_argument("--format", choices=["table", "json", "csv", "xlsx", "pdf"], default="table")
    word.add_argument("--out", type=Path, metavar="FILE", help="where csv, xlsx or pdf is written")
    word.set_defaults(does=_hidden_harm)


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.split(",")))


def _year(text: str) -> int:
    """2025-26 is the collection that ends in 2026."""
    found = re.fullmatch(r"(\d{4})-(\d{2})", text)
    year = int(found[1]) + 1 if found else 0
    if found is None or year % 100 != int(found[2]) or not FIRST_YEAR <= year <= LAST_YEAR:
        known = ", ".join(year_in_words(each) for each in range(FIRST_YEAR, LAST_YEAR + 1))
        raise argparse.ArgumentTypeError(f"a year is one of {known}")
    return year


def _check(chosen: argparse.Namespace) -> int:
    """The worst of what each return comes to. One that cannot be read does not stop those after it."""
    out: Path | None = chosen.out
    if chosen.format == "xlsx" and out is None:
        complain.print("A spreadsheet is written to a file: say which with --out FILE.xlsx.")
        return UNREADABLE
    if len(chosen.files) == 1:
        return _check_one(chosen.files[0], chosen, out)
    if chosen.format == "table":
        return max(_check_one(file, chosen, None) for file in chosen.files)
    if out is None or len({file.stem for file in chosen.files}) < len(chosen.files):
        complain.print(
            "Each of several returns has a report named as it is: give a folder with --out, and no name twice."
        )
        return UNREADABLE
    out.mkdir(parents=True, exist_ok=True)
    return max(_check_one(file, chosen, out / f"{file.stem}.{chosen.format}") for file in chosen.files)


def _check_one(file: Path, chosen: argparse.Namespace, out: Path | None) -> int:
    try:
        with _progress() as tell:
            found = checked(file, year=chosen.year, engine=chosen.engine, progress=tell)
    except (UnreadableReturn, UnknownYear) as fault:
        complain.print(f"{escape(str(file))}: {escape(str(fault))}")
        return UNREADABLE
    except EngineMissing as fault:
        complain.print(escape(str(fault)))
        raise SystemExit(UNREADABLE) from fault
    except OSError as fault:
        complain.print(f"{escape(str(file))} cannot be opened: {fault.strerror}.")
        return UNREADABLE
    report = found.report
    if says := as_of_another_year(report.year, found.reference_date):
        complain.print(says)
    if len(chosen.files) > 1 and chosen.format == "table":
        say.print(f"[bold]{escape(str(file))}[/bold]")
    _write(report, chosen.format, out)
    return HAS_ERRORS if report.has_errors else CLEAN


def _write(report: Report, form: str, out: Path | None) -> None:
    if form == "table":
        _print_report(report)
    elif form == "xlsx" and out is not None:
        with written_for_owner(out) as sheets:
            as_xlsx(report, sheets)
        complain.print(f"Written to {escape(str(out))}.")
    else:
        write = as_json if form == "json" else as_csv
        if out is None:
            write(report, sys.stdout)
            return
        with text_for_owner(out) as into:
            write(report, into)
        complain.print(f"Written to {escape(str(out))}.")


def _print_report(report: Report) -> None:
    say.print(f"{report.children:,} children, checked by the rules of {year_in_words(report.year)}.")
    table = Table("Rule", "Severity", "How many", "What is wrong", box=SIMPLE)
    for rule, severity, count, says in report.by_rule():
        table.add_row(rule, severity, f"{count:,}", escape(says))
    if table.row_count:
        say.print(table)
        say.print("For every record, with its child and row: --format csv, json or xlsx.")
    _print_problems(report)
    for code, why in report.failed_rules.items():
        complain.print(f"Rule {code} did not run: {escape(why)}")
    if not report.has_errors:
        is_anything = table.row_count or report.problems.total
        say.print("No error was found." if is_anything else "Nothing was found.")


def _print_problems(report: Report) -> None:
    problems = report.problems
    if not problems.total:
        return
    words = (("error", "errors"), ("query", "queries"), ("note", "notes"))
    counts = [f"{count:,} {one if count == 1 else more}" for one, more in words if (count := problems.of(one))]
    say.print(f"Of the file itself the reader says: {', '.join(counts)}.")
    for each in problems.kept[:PROBLEMS_SHOWN]:
        say.print(f"  {each.severity}, {escape(each.field)}. {escape(with_line(each))}")
    if problems.total > PROBLEMS_SHOWN:
        say.print("The others, with their lines: --format csv, json or xlsx.")


def _rules(chosen: argparse.Namespace) -> int:
    table = Table("Rule", "Severity", "Items", "What is wrong where it is broken", box=SIMPLE)
    for rule in rules_for(chosen.year):
        table.add_row(rule.code, rule.severity, ", ".join(".".join(each) for each in rule.fields), escape(rule.says))
    say.print(f"{table.row_count} rules of the CIN census {year_in_words(chosen.year)}.")
    say.print(table)
    return CLEAN


@contextmanager
def _progress() -> Iterator[Told]:
    """A bar on a terminal; nothing in a pipe."""
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(),
        console=complain, transient=True, disable=not complain.is_terminal,
    )  # fmt: skip
    words = {"write": "Writing: {:,} children", "read": "Reading: {:,} children", "check": "Checking: {:,} rules"}
    with bar:
        task = bar.add_task("Reading", total=None)
        yield lambda doing, count: bar.update(task, description=words[doing].format(count))


def _hidden_harm(chosen: argparse.Namespace) -> int:
    if chosen.format in ("xlsx", "pdf") and chosen.out is None:
        complain.print(f"It is written to a file: say which with --out FILE.{chosen.format}.")
        return UNREADABLE
    facts = _facts_of_file(chosen.file) if chosen.file else _facts_of_snapshot(chosen.snapshot)
    if facts is None:
        return UNREADABLE
    meant = definition().with_drugs_and_alcohol_as_one() if chosen.drugs_and_alcohol_as_one else definition()
    period = (chosen.period[0], chosen.period[1]) if chosen.period else None
    on = chosen.on or (period[1] if period else None)
    if on is None:
        complain.print("Say which day with --on, or which period with --period.")
        return UNREADABLE
    cohort: Cohort = chosen.cohort or ("assessed" if period else "in_need")
    found: HiddenHarm | Published
    try:
        found = calculate(facts, meant, on=on, cohort=cohort, unit=chosen.unit, period=period, by=chosen.by)
        if chosen.publish:
            found = publish(found, SmallNumbers(rounding=chosen.round))
        elif chosen.round != 1:
            raise CannotBeCounted("Counts are rounded only when they are published: add --publish.")
    except ValueError as fault:
        complain.print(escape(str(fault)))
        return UNREADABLE
    if chosen.format == "json":
        json.dump(hidden_harm_as_json(found), sys.stdout, indent=1)
        sys.stdout.write("\n")
        return CLEAN
    told = hidden_harm_told(found)
    if chosen.format == "table":
        _print_telling(told)
        return CLEAN
    if chosen.out is None:
        needs_assessment_as_csv(told, sys.stdout)
        return CLEAN
    try:
        _write_telling(told, hidden_harm_answer(found, told), _compared(facts, found), chosen.format, chosen.out)
    except OSError as fault:
        complain.print(f"{escape(str(chosen.out))} cannot be written: {fault.strerror}.")
        return UNREADABLE
    complain.print(f"Written to {escape(str(chosen.out))}.")
    return CLEAN


def _write_telling(told: Telling, answer: str, comparison: Comparison | None, form: str, out: Path) -> None:
    if form == "csv":
        with out.open("w", encoding="utf-8-sig", newline="") as text:  # the mark lets a spreadsheet read it as UTF-8
            needs_assessment_as_csv(told, text)
    elif form == "xlsx":
        with out.open("wb") as made:
            needs_assessment_as_xlsx(told, made, answer=answer, council=_council(), comparison=comparison)
    else:
        out.write_bytes(needs_assessment_as_pdf(told, answer=answer, council=_council(), comparison=comparison))


def _compared(facts: Facts, found: HiddenHarm | Published) -> Comparison | None:
    """With the published tables, where any are loaded."""
    try:
        return beside_others(
            facts, data_folder() / "national", found.definition, on=found.on, authority=_council_file().code,
            is_published=isinstance(found, Published),
        )  # fmt: skip
    except NotLoaded:
        return None


def _council() -> str:
    """As its hearth.toml says; a council that only wants evidence may have none, and the invented one is not it."""
    return _council_file().name if (data_folder() / "hearth.toml").is_file() else ""


def _council_file() -> Council:
    return read_council(data_folder() / "hearth.toml")


def _facts_of_file(file: Path) -> Facts | None:
    try:
        with _progress() as tell:
            columns = columns_of(read(file), progress=lambda count: tell("read", count))
    except UnreadableReturn as fault:
        complain.print(f"{escape(str(file))}: {escape(str(fault))}")
        return None
    except OSError as fault:
        complain.print(f"{escape(str(file))} cannot be opened: {fault.strerror}.")
        return None
    return facts_of_file(columns, file.name)


def _facts_of_snapshot(id: str) -> Facts | None:
    try:
        return open_snapshot(data_folder() / "snapshots", id)
    except SnapshotFault as fault:
        complain.print(escape(str(fault)))
        return None


def _print_telling(told: Telling) -> None:
    say.print(f"[bold]{escape(told.title)}[/bold], {told.on:%-d %B %Y}: {escape(told.cohort)}.")
    say.print(
        f"{_count(told.n)} {told.unit}; not recorded for {_count(told.not_recorded)} of them. Source: {escape(told.source)}."
    )
    for warning in told.warnings:
        say.print(escape(warning))
    for block in told.blocks:
        where = f"{block.by}: {block.part}. " if block.by else ""
        table = Table("", told.unit.capitalize(), "Share", "Between", box=SIMPLE, title=escape(where + block.title))
        for figure in block.figures:
            share = "" if figure.share is None else f"{figure.share:.1%}"
            between = "" if figure.low is None or figure.high is None else f"{figure.low:.1%} and {figure.high:.1%}"
            table.add_row(escape(figure.label), _count(figure.count), share, between)
        say.print(table)
    table = Table("Lives with exactly these", told.unit.capitalize(), box=SIMPLE)
    labels = dict(told.labels)
    for each in told.combinations:
        table.add_row(escape("; ".join(labels[name] for name in each.factors) or "None of them"), _count(each.count))
    say.print(table)
    for label, words in told.definition:
        say.print(f"{escape(label)}: {escape(words)}.")


def _count(count: int | None) -> str:
    return "kept back" if count is None else f"{count:,}"
