"""A telling as a spreadsheet, a sheet for each table, and as tidy CSV, a row for each figure.

What is kept back is an empty cell with a word beside it, never 0.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from typing import IO, Any, TextIO

import xlsxwriter

from hearth.evidence.measures.hidden_harm import upset
from hearth.evidence.measures.national.compare import Comparison, ComparisonRow
from hearth.evidence.measures.told import Block, Figure, Telling
from hearth.evidence.measures.wilson import wilson

Cell = str | int | float | None
KEPT_BACK = "kept back"
_A4 = 9  # xlsxwriter's number for it
EPISODES, PLACE, THE_PUBLISHED = "episodes", "Place", "Factors found at the end of assessment, as published"
LICENCE = (
    "The council's own figures: whoever publishes them says under which licence. Figures of England, the regions and other "
    "authorities are the Department for Education's, under the Open Government Licence v3.0."
)
NOT_FOR_PUBLISHING = (
    "Not for publishing: small numbers are shown. Keep this file where the council keeps children's records."
)
HEADINGS = (
    "measure", "definition", "source", "on", "counted_among", "unit", "state", "table", "by", "part", "figure", "label",
    "count", "among", "share", "low", "high", "kept_back", "to_know",
)  # fmt: skip
FIGURE_HEADINGS = ("Count", "Among", "Share", "From", "To", "Kept back")


def as_csv(told: Telling, made: TextIO, *, comparison: Comparison | None = None) -> None:
    """One row for each figure of each table, one for each combination, then those of the comparison; HEADINGS first. What is
    to be known before any figure is read stands in each row: rows are taken out of their file."""
    rows = csv.writer(made)
    rows.writerow(HEADINGS)
    definition = dict(told.definition)["Definition"]
    state = "published" if told.is_published else "not for publishing"
    to_know = " ".join(each.says for each in told.warnings)
    always = (told.name, definition, told.source, told.on.isoformat(), told.cohort, told.unit, state)
    for block in told.blocks:
        for figure in block.figures:
            rows.writerow(
                _plain(cell)
                for cell in (
                    *always,
                    block.name,
                    block.by,
                    block.part,
                    figure.name,
                    figure.label,
                    *_of(figure),
                    to_know,
                )
            )
    for row in upset.rows(told):
        name = "+".join(row.factors) or "none"
        figure = Figure(name, row.words, row.count, told.n, *_share(row.count, told.n))
        rows.writerow(
            _plain(cell) for cell in (*always, "combinations", "", "", name, row.words, *_of(figure), to_know)
        )
    if comparison:
        for cells in _compared(comparison, source=told.source, state=state):
            rows.writerow(_plain(cell) for cell in cells)


def _compared(found: Comparison, *, source: str, state: str) -> Iterator[tuple[Cell, ...]]:
    """One row for each factor here, and one for each of those it is set beside: of these the share alone is known, and it is
    empty where it was not published."""
    ours, theirs = (date(year, 3, 31).isoformat() for year in (found.year, found.published_year))
    begins = ("episodes_with_factors", THE_PUBLISHED)
    for row in found.rows:
        yield (
            *begins, source, ours, found.unit_words, EPISODES, state,
            "comparison", PLACE, "Here", row.code, row.label, *_of(row.ours), found.note,
        )  # fmt: skip
        for place, share in _elsewhere(found, row):
            yield (
                *begins, found.source_words, theirs, found.unit_words, EPISODES, "published",
                "comparison", PLACE, place, row.code, row.label, *_of_share(share), found.note,
            )  # fmt: skip


def _elsewhere(found: Comparison, row: ComparisonRow) -> Iterator[tuple[str, float | None]]:
    yield "England", row.england
    if found.region_name:
        yield found.region_name, row.region
        yield "Neighbours, median", row.neighbours_median
        yield "Neighbours, least", row.neighbours_low
        yield "Neighbours, most", row.neighbours_high


def _of_share(share: float | None) -> tuple[Cell, ...]:
    return None, None, share, None, None, "" if share is not None else "not published"


def as_xlsx(
    told: Telling, made: IO[bytes], *, answer: str, council: str = "", comparison: Comparison | None = None
) -> None:
    """First what it is: answer, definition, source, day, snapshot, licence; then a sheet for each table."""
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": told.title, "company": council, "subject": f"{told.on:%-d %B %Y}"})
    state = "" if told.is_published else f" {NOT_FOR_PUBLISHING}"
    sheets = _Sheets(book, f"{dict(told.definition)['Definition']}. {told.on:%-d %B %Y}. Source: {told.source}.{state}")
    sheets.about(told, answer, council)
    for (name, by), blocks in _tables(told.blocks).items():
        sheets.figures(f"{by}, {name}" if by else name, blocks)
    labels = [label for _, label in told.labels]
    sheets.table(
        "combinations",
        "Exactly these factors together",
        (*labels, told.unit.capitalize(), "Kept back"),
        [
            [*("yes" if has else "no" for has in row.has), row.count, KEPT_BACK if row.count is None else ""]
            for row in upset.rows(told)
        ],
    )
    if comparison:
        sheets.comparison(comparison)
    book.close()


def _why_none(row: ComparisonRow) -> str:
    return "not known" if not row.is_known else KEPT_BACK if row.ours.count is None else ""


class _Sheets:
    def __init__(self, book: Any, of: str) -> None:
        """`of` stands on every sheet of figures: sheets are copied out of their book."""
        self.book, self.of = book, of
        self.bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
        self.bold_number = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", "align": "right"}
        )
        self.title, self.quiet = book.add_format({"bold": True, "size": 14}), book.add_format({"color": "#505a5f"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.key = book.add_format({"bold": True, "valign": "top"})
        self.share, self.count = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "#,##0"})
        self.names: set[str] = set()

    def about(self, told: Telling, answer: str, council: str) -> None:
        sheet = self._sheet("about")
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 100, self.wrapped)
        sheet.write_string(0, 0, told.title, self.title)
        rows = [
            ("Answer", answer),
            *([] if told.is_published else [("State", NOT_FOR_PUBLISHING)]),
            ("Day", f"{told.on:%-d %B %Y}"),
            ("Source", told.source),
            *([("Council", council)] if council else []),
            *told.definition,
            *(("To know", each.says) for each in told.warnings),
            ("Licence", LICENCE),
        ]
        for number, (key, words) in enumerate(rows, 2):
            sheet.write_string(number, 0, key, self.key)
            sheet.write_string(number, 1, words, self.wrapped)

    def figures(self, name: str, blocks: Sequence[Block]) -> None:
        by = blocks[0].by
        rows = [
            [*([block.part] if by else []), figure.label, *_of(figure)] for block in blocks for figure in block.figures
        ]
        title = f"{by}: {blocks[0].title[:1].lower()}{blocks[0].title[1:]}" if by else blocks[0].title
        self.table(name, title, (*([by] if by else []), "Figure", *FIGURE_HEADINGS), rows)

    def comparison(self, found: Comparison) -> None:
        self.table(
            "comparison",
            "Beside England, the region and statistical neighbours",
            ("Code", "Factor", "Episodes here", "Share here", "England", found.region_name or "Region",
             "Neighbours, median", "Neighbours, least", "Neighbours, most", "Why none here"),
            [
                [row.code, row.label, row.ours.count if row.is_known else None, row.ours.share, row.england, row.region,
                 row.neighbours_median, row.neighbours_low, row.neighbours_high, _why_none(row)]
                for row in found.rows
            ],
            after=(found.unit_words, found.note, f"Source: {found.source_words}"),
        )  # fmt: skip

    def table(
        self, name: str, title: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]], after: Sequence[str] = ()
    ) -> None:
        sheet = self._sheet(name)
        sheet.write_string(0, 0, title, self.title)
        sheet.write_string(1, 0, self.of, self.quiet)
        for column, heading in enumerate(headings):
            cells = [row[column] for row in rows]
            is_number = any(isinstance(cell, int | float) for cell in cells)
            sheet.write_string(2, column, heading, self.bold_number if is_number else self.bold)
            longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
            sheet.set_column(column, column, max(12, longest + 1, *(len(word) + 2 for word in heading.split())))
        for number, row in enumerate(rows, 3):
            for column, cell in enumerate(row):
                self._cell(sheet, number, column, cell)
        for number, words in enumerate(after, 4 + len(rows)):
            sheet.write_string(number, 0, words)
        sheet.freeze_panes(3, 0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, float):
            sheet.write_number(row, column, cell, self.share)
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell, self.count)
        elif cell:
            sheet.write_string(row, column, cell)

    def _sheet(self, name: str) -> Any:
        """At most 31 characters, none of []:*?/\\ and none twice."""
        plain = "".join(" " if letter in "[]:*?/\\'" else letter for letter in name)[:28].capitalize()
        number = 2
        unique = plain
        while unique.lower() in self.names:
            unique, number = f"{plain} {number}", number + 1
        self.names.add(unique.lower())
        return self.book.add_worksheet(unique)


def _tables(blocks: Sequence[Block]) -> dict[tuple[str, str], list[Block]]:
    """The whole's, each by itself; of a breakdown all parts in one."""
    found: dict[tuple[str, str], list[Block]] = {}
    for block in blocks:
        found.setdefault((block.name, block.by), []).append(block)
    return found


def _of(figure: Figure) -> Iterator[Cell]:
    yield from (figure.count, figure.among, figure.share, figure.low, figure.high)
    yield KEPT_BACK if figure.count is None else ""


def _share(count: int | None, among: int | None) -> tuple[float | None, float | None, float | None]:
    interval = wilson(count, among) if count is not None and among else None
    if count is None or not among or interval is None:
        return None, None, None
    return count / among, *interval


def _plain(cell: Cell) -> Cell:
    """A team's name is never a formula: a spreadsheet would run what begins with one of these."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
