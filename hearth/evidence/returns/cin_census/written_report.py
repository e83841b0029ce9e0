"""A check's report as JSON, CSV or a spreadsheet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import IO

import xlsxwriter

from hearth.evidence.returns.cin_census.check import Issue, Report
from hearth.evidence.returns.cin_census.records import Problem
from hearth.evidence.returns.cin_census.years import year_in_words

_COLUMNS = [each.name for each in fields(Issue)]
_HEADINGS = ["Rule", "Severity", "Table", "Item", "Child", "Row", "Value", "What is wrong"]
READER = "reader"
"""Stands where the code of a rule does."""
MOST_ROWS = 1_048_575  # what a spreadsheet holds below its headings


def as_json(report: Report, into: IO[str]) -> None:
    """Issue by issue, so that a county's million does not stand in memory twice."""
    into.write(f'{{"year": {json.dumps(year_in_words(report.year))}, "children": {report.children}, "issues": [')
    for number, issue in enumerate(report.issues):
        into.write("," if number else "")
        into.write("\n" + json.dumps(asdict(issue), ensure_ascii=False))
    into.write('],\n"return_level": ')
    json.dump([asdict(each) for each in report.return_level], into, ensure_ascii=False)
    into.write(',\n"failed_rules": ')
    json.dump([{"rule": code, "why": why} for code, why in report.failed_rules.items()], into, ensure_ascii=False)
    into.write(',\n"problems": ')
    json.dump([_problem(each) for each in report.problems.kept], into, ensure_ascii=False)
    into.write(f',\n"problems_not_listed": {report.problems.not_kept}}}\n')


def _problem(problem: Problem) -> dict[str, object]:
    """Table and item by themselves, as those of an issue."""
    table, item = table_and_item(problem.field)
    return {name: value for name, value in asdict(problem).items() if name != "field"} | {"table": table, "field": item}


def table_and_item(field: str) -> tuple[str, str]:
    """Of what the reader names, "CINdetails.ReferralSource"; of an element alone there is no item."""
    table, _, item = field.partition(".")
    return table, item


def as_csv(report: Report, into: IO[str]) -> None:
    """One line an issue; those of the whole return first, without table, item, child and row; last what the reader says of the
    file, with its line in the words."""
    rows = csv.writer(into)
    rows.writerow(_COLUMNS)
    for each in report.return_level:
        rows.writerow([each.rule, each.severity, "", "", "", "", "", each.message])
    rows.writerows([_plain(getattr(issue, name)) for name in _COLUMNS] for issue in report.issues)
    for problem in report.problems.kept:
        told = [READER, problem.severity, *table_and_item(problem.field), problem.child, "", problem.value]
        told.append(with_line(problem))
        rows.writerow([_plain(each) for each in told])
    if report.problems.not_kept:
        rows.writerow([READER, "note", "", "", "", "", "", f"{report.problems.not_kept:,} more are not listed."])


def with_line(problem: Problem) -> str:
    return f"Line {problem.line:,}: {problem.message}" if problem.line else problem.message


def _plain(value: object) -> object:
    """A value of the file that a spreadsheet would run as a formula is told as text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def as_xlsx(report: Report, into: IO[bytes]) -> None:
    """How often each rule was broken; every issue, with filters; what the reader says of the file, where it says anything."""
    book = xlsxwriter.Workbook(into, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "bottom": 1})
    counts = book.add_worksheet("By rule")
    counts.write_row(0, 0, ["Rule", "Severity", "Records", "What is wrong"], bold)
    for number, (rule, severity, records, says) in enumerate(report.by_rule(), 1):
        counts.write_row(number, 0, [rule, severity, records or "the return", says])
    counts.set_column(3, 3, 90)
    sheet = book.add_worksheet("Every issue")
    sheet.write_row(0, 0, _HEADINGS, bold)
    sheet.freeze_panes(1, 0)
    listed = report.issues[:MOST_ROWS]
    for number, issue in enumerate(listed, 1):
        sheet.write_row(number, 0, [getattr(issue, name) for name in _COLUMNS])
    sheet.autofilter(0, 0, max(1, len(listed)), len(_HEADINGS) - 1)
    sheet.set_column(7, 7, 90)
    if report.problems.total:
        write_problems(book, report.problems.by_message(), bold)
        lines = book.add_worksheet("Line by line")
        lines.write_row(0, 0, ["Line", "Severity", "Table", "Item", "Child", "Value", "What is wrong"], bold)
        for number, each in enumerate(report.problems.kept, 1):
            told = [each.line, each.severity, *table_and_item(each.field), each.child, each.value, each.message]
            lines.write_row(number, 0, told)
        lines.freeze_panes(1, 0)
        lines.set_column(2, 3, 30)
        lines.set_column(6, 6, 90)
    book.close()


def write_problems(book: xlsxwriter.Workbook, by_message: Iterable[tuple[str, str, int]], heading: object) -> None:
    """A sheet of what the reader says of the file and how often."""
    sheet = book.add_worksheet("What the reader says")
    sheet.write_row(0, 0, ["Severity", "How many", "What is wrong"], heading)
    for number, (severity, says, count) in enumerate(by_message, 1):
        sheet.write_row(number, 0, [severity, count, says])
    sheet.set_column(2, 2, 90)
