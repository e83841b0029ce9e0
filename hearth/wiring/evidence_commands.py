"""The commands of returns: they read files and print, and need no database."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from hearth.evidence.returns.cin_census.check import (
    ENGINES,
    Checked,
    Report,
    UnknownYear,
    as_of_another_year,
    check,
    contradicts_itself,
)
from hearth.evidence.returns.cin_census.compiled_rule import EngineMissing
from hearth.evidence.returns.cin_census.feed import UnreadableReturn
from hearth.evidence.returns.cin_census.records import Severity
from hearth.evidence.returns.cin_census.rulebook import rules_for
from hearth.evidence.returns.cin_census.written_report import as_csv, as_json, as_xlsx, with_line
from hearth.evidence.returns.cin_census.years import FIRST_YEAR, LAST_YEAR, year_in_words
from hearth.evidence.returns.owner_only import text_for_owner, written_for_owner
from hearth.wiring import write_command
from hearth.wiring.file_limits import file_limits
from hearth.wiring.progress_bar import progress_bar
from hearth.wiring.report_on_terminal import print_by_rule, print_failed_rules

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
    write_command.describe(kinds, year=_year)


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
    if chosen.format == "table" and out is not None:
        complain.print("A table is printed and not written: choose --format csv, json or xlsx, or leave --out away.")
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
    try:
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as fault:
        return _not_written(out, fault)
    return max(_check_one(file, chosen, out / f"{file.stem}.{chosen.format}") for file in chosen.files)


def _check_one(file: Path, chosen: argparse.Namespace, out: Path | None) -> int:
    limits = file_limits()
    try:
        with progress_bar(complain) as tell:
            found = check(file, year=chosen.year, engine=chosen.engine, limits=limits, progress=tell)
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
    if len(chosen.files) > 1 and chosen.format == "table":
        say.print(f"[bold]{escape(str(file))}[/bold]")
    if says := _caveat(found):
        (say if chosen.format == "table" else complain).print(says)
    if out is None:
        _write(report, chosen.format, None)
    else:
        try:
            _write(report, chosen.format, out)
        except OSError as fault:
            return _not_written(out, fault)
    return HAS_ERRORS if report.has_errors else CLEAN


def _caveat(found: Checked) -> str | None:
    """What a reader must know before the issues: that they are of another year's rules, or of a header that is wrong."""
    return contradicts_itself(found) or as_of_another_year(found.report.year, found.reference_date, today=date.today())


def _not_written(out: Path, fault: OSError) -> int:
    complain.print(f"{escape(str(out))} cannot be written: {fault.strerror}.", soft_wrap=True)
    return UNREADABLE


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
    many = "1 child" if report.children == 1 else f"{report.children:,} children"
    say.print(f"{many}, checked by the rules of {year_in_words(report.year)}.")
    is_any_broken = print_by_rule(report, say)
    if is_any_broken:
        say.print("For each record, with its child and row: --format csv, json or xlsx.")
    _print_problems(report)
    print_failed_rules(report, complain)
    if not report.has_errors:
        say.print("No error was found." if is_any_broken or report.problems.total else "Nothing was found.")


def _print_problems(report: Report) -> None:
    problems = report.problems
    if not problems.total:
        return
    words: tuple[tuple[Severity, str], ...] = (("error", "errors"), ("query", "queries"), ("note", "notes"))
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
