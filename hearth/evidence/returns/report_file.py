"""A check's report to take away, with the explanations in it, as CSV or a spreadsheet: row by row, whatever its length."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import IO

import xlsxwriter
from django.utils import timezone

from hearth.evidence.returns.cin_census.written_report import MOST_ROWS, READER, table_and_item, write_problems
from hearth.evidence.returns.cin_census.years import year_in_words
from hearth.evidence.returns.models import Run
from hearth.evidence.returns.queries import all_explanations, by_rule, issues_of
from hearth.evidence.returns.sheet_rows import Cell, put_rows

HEADINGS = (
    "Rule", "Severity", "Table", "Item", "Child", "Row", "Where", "Value", "What is wrong", "Explanation", "Explained on",
    "Explained by",
)  # fmt: skip


def as_csv(run: Run, made: IO[bytes]) -> None:
    """Written into `made`, with a byte-order mark, so that a spreadsheet reads it as UTF-8."""
    text = io.TextIOWrapper(made, encoding="utf-8-sig", newline="")
    rows = csv.writer(text)
    rows.writerow(HEADINGS)
    rows.writerows([_plain(cell) for cell in row] for row in _rows(run))
    for rule, why in sorted(run.failed_rules.items()):
        rows.writerow([rule, "did not run", "", "", "", "", "", "", _plain(why), "", "", ""])
    for line, item, severity, says in run.reader_lines:
        where = f"Line {line}" if line else ""
        rows.writerow([READER, severity, *map(_plain, table_and_item(item)), "", "", where, "", says, "", "", ""])
    if left := run.reader_total - len(run.reader_lines):
        rows.writerow([READER, "note", "", "", "", "", "", "", f"{left:,} more are not listed.", "", "", ""])
    text.flush()
    text.detach()


def as_xlsx(run: Run, made: IO[bytes]) -> None:
    """How often each rule was broken; every issue, with filters; the rules that did not run. Written into `made`."""
    frame = io.BytesIO()
    book = xlsxwriter.Workbook(frame, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "bottom": 1})
    counts = book.add_worksheet("By rule")
    counts.write_row(
        0, 0, [f"CIN census {_year(run)}, authority {run.authority or 'not named'}, {run.children:,} children"]
    )
    counts.write_row(1, 0, ["Rule", "Severity", "Records", "Issues", "Answered", "What is wrong"], bold)
    for number, each in enumerate(by_rule(run), 2):
        counts.write_row(
            number, 0, [each.rule, each.severity, each.records or "the return", each.issues, each.answered, each.says]
        )
    counts.set_column(5, 5, 90)
    sheet = book.add_worksheet("Every issue")
    sheet.write_row(0, 0, HEADINGS, bold)
    sheet.freeze_panes(1, 0)
    sheet.set_column(6, 6, 40)
    sheet.set_column(8, 9, 60)
    listed = min(run.issues.count(), MOST_ROWS)
    sheet.autofilter(0, 0, max(1, listed), len(HEADINGS) - 1)
    if run.failed_rules:
        failed = book.add_worksheet("Rules that did not run")
        failed.write_row(0, 0, ["Rule", "Why"], bold)
        for number, (rule, why) in enumerate(sorted(run.failed_rules.items()), 1):
            failed.write_row(number, 0, [rule, why])
    if run.reader_says:
        write_problems(book, run.reader_says, bold)
        lines = book.add_worksheet("Line by line")
        lines.write_row(0, 0, ["Line", "Table", "Item", "Severity", "What is wrong"], bold)
        for number, (line, item, severity, says) in enumerate(run.reader_lines, 1):
            lines.write_row(number, 0, [line, *table_and_item(item), severity, says])
    book.close()
    put_rows(frame, islice(_rows(run), MOST_ROWS), into=made, sheet=2)


def _rows(run: Run) -> Iterator[list[Cell]]:
    words = run.words
    day = cache(lambda moment: timezone.localdate(moment).isoformat())  # of all written at once it is one moment
    said = {
        record: (each.says, day(each.written_at), each.written_by) for record, each in all_explanations(run).items()
    }
    columns = ("record", "says", "rule", "severity", "table", "field", "child", "row", "place", "value")
    for record, says, *told in issues_of(run).values_list(*columns).iterator(chunk_size=5_000):
        rule, severity = told[:2]
        explained = said.get(record, _NOT_EXPLAINED) if severity == "query" else _NOT_EXPLAINED
        yield [*told, says or words.get(rule, ""), *explained]


_NOT_EXPLAINED = ("", "", "")


def _plain(cell: Cell) -> Cell:
    """Text from a file is never a formula: a spreadsheet would run what begins with one of these."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def _year(run: Run) -> str:
    """The return's own, and by whose rules it was checked where that is another."""
    own = run.reference_date.year if run.reference_date else run.year or 0
    by = "" if run.year in (None, own) else f" by the rules of {year_in_words(run.year or 0)}"
    return year_in_words(own) + by
