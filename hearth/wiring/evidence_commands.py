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

from hearth.evidence.measures.hidden_harm.calculate import HiddenHarm, calculate
from hearth.evidence.measures.hidden_harm.definition import definition
from hearth.evidence.measures.hidden_harm.telling import as_json as hidden_harm_as_json
from hearth.evidence.returns.cin_census.check import (
    ENGINES,
    FIRST_YEAR,
    LAST_YEAR,
    Report,
    UnknownYear,
    check,
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
from hearth.evidence.returns.cin_census.to_facts import facts_of
from hearth.evidence.returns.cin_census.written_report import as_csv, as_json, as_xlsx

CLEAN, HAS_ERRORS, UNREADABLE = 0, 1, 2

say = Console(highlight=False)
complain = Console(stderr=True, highlight=False)


def describe(words: Any) -> None:
    word = words.add_parser("returns", help="check a return before it is sent; list the rules")
    kinds = word.add_subparsers(metavar="check|rules", required=True)
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

    word = words.add_parser("needs-assessment", help="what children live with, counted as its definition says")
    word.add_argument("what", choices=["hidden-harm"])
    word.add_argument("--from", dest="file", type=Path, required=True, metavar="FILE", help="a CIN census")
    word.add_argument("--on", type=date.fromisoformat, required=True, metavar="2026-03-31")
    word.add_argument("--cohort", choices=["in_need", "on_protection_plan"], default="in_need")
    word.add_argument("--drugs-and-alcohol-as-one", action="store_true")
    word.add_argument("--format", choices=["table", "json"], default="table")
    word.set_defaults(does=_hidden_harm)


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
            report = check(file, year=chosen.year, engine=chosen.engine, progress=tell)
    except (UnreadableReturn, UnknownYear) as fault:
        complain.print(f"{escape(str(file))}: {escape(str(fault))}")
        return UNREADABLE
    except EngineMissing as fault:
        complain.print(escape(str(fault)))
        raise SystemExit(UNREADABLE) from fault
    except OSError as fault:
        complain.print(f"{escape(str(file))} cannot be opened: {fault.strerror}.")
        return UNREADABLE
    if len(chosen.files) > 1 and chosen.format == "table":
        say.print(f"[bold]{escape(str(file))}[/bold]")
    _write(report, chosen.format, out)
    return HAS_ERRORS if report.has_errors else CLEAN


def _write(report: Report, form: str, out: Path | None) -> None:
    if form == "table":
        _print_report(report)
    elif form == "xlsx" and out is not None:
        as_xlsx(report, out)
        complain.print(f"Written to {escape(str(out))}.")
    else:
        write = as_json if form == "json" else as_csv
        if out is None:
            write(report, sys.stdout)
            return
        with out.open("w", encoding="utf-8", newline="") as into:
            write(report, into)


def _print_report(report: Report) -> None:
    say.print(f"{report.children:,} children, checked by the rules of {year_in_words(report.year)}.")
    table = Table("Rule", "Severity", "How many", "What is wrong", box=SIMPLE)
    for rule, severity, count, says in report.by_rule():
        table.add_row(rule, severity, f"{count:,}", escape(says))
    if table.row_count:
        say.print(table)
        say.print("For every record, with its child and row: --format csv, json or xlsx.")
    for code, why in report.failed_rules.items():
        complain.print(f"Rule {code} did not run: {escape(why)}")
    if not report.has_errors:
        say.print("No error was found." if table.row_count else "Nothing was found.")


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
    words = {"read": "Reading: {:,} children", "check": "Checking: {:,} rules"}
    with bar:
        task = bar.add_task("Reading", total=None)
        yield lambda doing, count: bar.update(task, description=words[doing].format(count))


def _hidden_harm(chosen: argparse.Namespace) -> int:
    try:
        with _progress() as tell:
            columns = columns_of(read(chosen.file), progress=lambda count: tell("read", count))
    except UnreadableReturn as fault:
        complain.print(f"{escape(str(chosen.file))}: {escape(str(fault))}")
        return UNREADABLE
    except OSError as fault:
        complain.print(f"{escape(str(chosen.file))} cannot be opened: {fault.strerror}.")
        return UNREADABLE
    meant = definition().with_drugs_and_alcohol_as_one() if chosen.drugs_and_alcohol_as_one else definition()
    found = calculate(facts_of(columns, f"CIN census, {chosen.file.name}"), meant, on=chosen.on, cohort=chosen.cohort)
    if chosen.format == "json":
        json.dump(hidden_harm_as_json(found), sys.stdout, indent=1)
        sys.stdout.write("\n")
    else:
        _print_hidden_harm(found)
    return CLEAN


def _print_hidden_harm(found: HiddenHarm) -> None:
    told = found.definition
    say.print(f"[bold]{told.title}[/bold], {found.on:%-d %B %Y}: {told.cohorts[found.cohort]}.")
    say.print(f"{found.n:,} children; not recorded for {found.not_recorded:,} of them. Source: {escape(found.source)}.")
    table = Table("Lives with", "Children", "Share of all", box=SIMPLE)

    def row(words: str, count: int) -> None:
        table.add_row(words, f"{count:,}", f"{count / found.n:.1%}" if found.n else "")

    for name, group in told.groups.items():
        row(f"{group.label} ({', '.join(group.codes)})", found.factor(name))
    row("At least one of these", found.at_least_one)
    for each in range(1, len(told.groups) + 1):
        row(f"Exactly {each}", found.exactly(each))
    row("None of these was found", found.combinations.get(frozenset(), 0))
    row("Not recorded: no finished assessment with factors", found.not_recorded)
    say.print(table)
    say.print(
        f"Definition {told.version}: {told.which_assessment}, each {told.unit} once. Not for publishing: small numbers are shown."
    )
