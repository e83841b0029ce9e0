"""A return's columns as a file of the census schema: its groups and items in the schema's order, told by `records`.

Memory holds one child and one batch of each table. The file is whole or not there: it is written beside and moved into
place at the end, readable by its owner alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pyarrow as pa

from hearth.evidence.returns.cin_census.columns import TABLES, Columns, TableOf
from hearth.evidence.returns.cin_census.records import Child, Header
from hearth.evidence.returns.cin_census.values import AUTHORITY, SERIAL_NUMBER
from hearth.evidence.returns.owner_only import text_for_owner

ROWS_AT_ONCE = 4_096
ALWAYS = frozenset({"CollectionDetails", "ChildIdentifiers", "ChildCharacteristics"})
"""Groups that are written even where nothing stands in them: the schema asks for them."""
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TABLE_OF = {table.record: table for table in TABLES.values()}


class Unwritable(Exception):
    """Says why no file was written, and what to do."""


@dataclass(frozen=True)
class Source:
    """Who sends the file. `authority` is the DfE's three figures; the serial number goes up with each file sent again."""

    authority: str
    made_at: datetime
    software_code: str = "Hearth"
    release: str = ""
    serial_number: str = "001"


def write(columns: Columns, source: Source, path: Path) -> None:
    """Every table in document order, as `columns_of` gives it. What stands in `columns.written` is written as it was.

    Raises Unwritable for a number that no header may hold and for a text that no XML can; OSError as the disk does;
    ValueError for a row that stands in no record. Nothing is at `path` then but what was there before.
    """
    head = _head(source)
    writing = _Writing(columns)
    with text_for_owner(path, newline="\n") as into:
        into.write('<?xml version="1.0" encoding="utf-8"?>\n<Message>\n<Header>')
        into.writelines(writing.records(_Layout(Header)))
        into.write(f"{head}</Header>\n<Children>\n")
        for child in writing.records(_Layout(Child)):
            into.write(f"<Child>{child}</Child>\n")
        into.write("</Children>\n</Message>\n")
        writing.must_be_at_its_end()


def _head(source: Source) -> str:
    for name, kind, given in (
        ("The council's number", AUTHORITY, source.authority),
        ("The serial number", SERIAL_NUMBER, source.serial_number),
    ):
        try:
            kind.parse(given)
        except ValueError as wrong:
            raise Unwritable(f"{name} cannot be {given!r}. {wrong}") from None
    items = {
        "SourceLevel": "L",
        "LEA": source.authority,
        "SoftwareCode": source.software_code,
        "Release": source.release,
        "SerialNo": source.serial_number,
        "DateTime": source.made_at.isoformat(timespec="seconds"),
    }
    return f"<Source>{''.join(_element(name, value) for name, value in items.items() if value)}</Source>"


@dataclass(frozen=True)
class _Part:
    """An item of a record, or the records that stand in it; `groups` are the elements around it within its record."""

    groups: tuple[str, ...]
    name: str
    column: str = ""
    place: int = 0
    """Of its column in a row of the table."""
    inner: _Layout | None = None


class _Layout:
    """How the rows of one table are written. `is_item`: the row is one value, with no element around it."""

    def __init__(self, record: type) -> None:
        self.table: TableOf = _TABLE_OF[record]
        self.parts: list[_Part] = []
        above = 1 + len(self.table.parents)
        columns = enumerate((column.name for column in self.table.columns), above)
        for each in fields(record):
            if "at" not in each.metadata:
                continue
            *groups, name = each.metadata["at"].split("/")
            if "kind" in each.metadata:
                place, column = next(columns)
                self.parts.append(_Part(tuple(groups), name, column, place))
            elif each.metadata["record"] in _TABLE_OF:  # the senders stand in no table: `Source` tells of them
                self.parts.append(_Part(tuple(groups), name, inner=_Layout(each.metadata["record"])))
        self.is_item = self.parts[0].name == "."


class _Writing:
    """One pass over the tables, each from its first row to its last."""

    def __init__(self, columns: Columns) -> None:
        self._written = columns.written
        self._cursors = {name: _Cursor(TABLES[name], columns.tables[name]) for name in TABLES}

    def records(self, layout: _Layout, parent: int | None = None) -> Iterator[str]:
        """What each of a table's next rows holds, while they stand in the parent. Header and children stand in none."""
        cursor = self._cursors[layout.table.name]
        while cursor.next is not None and cursor.parent == parent:
            yield "".join(self._inside(layout, cursor.take()))

    def must_be_at_its_end(self) -> None:
        for name, cursor in self._cursors.items():
            if cursor.next is not None:
                raise ValueError(f"row {cursor.next[0]} of {name} stands in no record, or not in document order")

    def _inside(self, layout: _Layout, row: Sequence[Any]) -> Iterator[str]:
        opened: tuple[str, ...] = ()
        for part in layout.parts:
            if part.inner is None:
                text = self._text(layout.table, part, row)
                # An item that is the row itself has no element of its own: its name stands in the record around it.
                found = [] if text is None else [text] if layout.is_item else [_element(part.name, text)]
            else:
                found = [f"<{part.name}>{inside}</{part.name}>" for inside in self.records(part.inner, row[0])]
            wanted = part.groups if found else tuple(group for group in part.groups if group in ALWAYS)
            if wanted != opened:
                yield from _from_one_to_another(opened, wanted)
                opened = wanted
            yield from found
        yield from _from_one_to_another(opened, ())

    def _text(self, table: TableOf, part: _Part, row: Sequence[Any]) -> str | None:
        """Escaped; None for what is not there."""
        value = row[part.place]
        if value is None and self._written:
            value = self._written.get((table.name, row[0], part.column))
        if value is None:
            return None
        if not isinstance(value, str):
            return _as_text(value)
        return _escaped(value, f"{table.name}.{part.column}", row[0])


class _Cursor:
    """The rows of a table, one after another, with the next in sight."""

    def __init__(self, table: TableOf, rows: pa.Table) -> None:
        self._place = len(table.parents)
        self._rows = _rows(rows.select(table.schema.names))
        self.next: Sequence[Any] | None = next(self._rows, None)

    @property
    def parent(self) -> int | None:
        """The row of the innermost record that the next row stands in."""
        return self.next[self._place] if self.next is not None and self._place else None

    def take(self) -> Sequence[Any]:
        row = self.next
        if row is None:
            raise ValueError("there is no further row")
        self.next = next(self._rows, None)
        return row


def _rows(table: pa.Table) -> Iterator[Sequence[Any]]:
    for batch in table.to_batches(max_chunksize=ROWS_AT_ONCE):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _as_text(value: bool | int | date) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.isoformat() if isinstance(value, date) else str(value)


def _from_one_to_another(opened: tuple[str, ...], wanted: tuple[str, ...]) -> Iterator[str]:
    """The tags that leave the groups that are open and enter those wanted."""
    shared = 0
    while opened[shared : shared + 1] and opened[shared : shared + 1] == wanted[shared : shared + 1]:
        shared += 1
    yield from (f"</{name}>" for name in reversed(opened[shared:]))
    yield from (f"<{name}>" for name in wanted[shared:])


def _element(name: str, escaped: str) -> str:
    return f"<{name}>{escaped}</{name}>"


def _escaped(text: str, where: str, row: int = 0) -> str:
    if found := NOT_IN_XML.search(text):
        code = f"U+{ord(found.group()):04X}"
        raise Unwritable(
            f"{where} of row {row} holds a character that no XML can ({code}). Mend it where it was typed."
        )
    return escape(text, {"\r": "&#13;"})
