"""Find the published tables in a folder by what they hold, and read them: nothing is guessed, nothing is half read.

Surprises of these files, as found in those of 2024 and 2025:

- some begin with a byte-order mark, some do not; the case of a column's name changes between years;
- what is kept back or not there is a letter in place of a number (`NOT_PUBLISHED`), and never means 0;
- England and the regions are rounded to the nearest 10, authorities are not: the parts do not add up to the whole;
- London is published three times, as London and as Inner and Outer London; its boroughs belong to one of the latter;
- areas are matched by code or number, never by name;
- an authority keeps its number when its code changes (825, 815 and 933 have two codes).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa

from hearth.evidence.measures.national.factors import EPISODES, EPISODES_COLUMN, FACTORS, NEEDED
from hearth.evidence.measures.national.tables import AREAS, AUTHORITY, ENGLAND, NEIGHBOURS, REGION, Kind, Published

NOT_PUBLISHED = frozenset({"", "c", "z", "x", "k", "u", "low", ":", ".", "..", "~", "-"})
"""Kept back (c), not applicable (z), not available (x, :), rounds to nothing but is something (k, low, ~, -), unreliable (u).
Source: the shorthand of official statistics in the United Kingdom; of these the tables of 2025 hold c, u, x and z."""

CHILDREN = "children"
_CHILDREN_AGED = "Children aged 0 to 17 years"
_LEVELS = {"national": ENGLAND, "regional": REGION, "local authority": AUTHORITY}
_AREA = ("time_period", "geographic_level", "region_code", "region_name", "old_la_code", "new_la_code", "la_name")
_NUMBER = re.compile(r"\d{3}")
_NEIGHBOUR = re.compile(r"sn_?(\d+)")
_NEIGHBOURS = 10

CHILDREN_IN_NEED: Mapping[str, str] = {
    "At31_episodes": "in_need_at_31_march",
    "Anypoint_child": "in_need_in_the_year",
    "Started_child": "became_in_need",
}

_MEASURES: Mapping[Kind, Mapping[str, str]] = {
    "factors": {EPISODES_COLUMN: EPISODES} | {factor.column: factor.code for factor in FACTORS.values()},
    "children_in_need": CHILDREN_IN_NEED,
    "population": {"population_estimate": CHILDREN},
}
_MUST_HAVE: Mapping[Kind, Sequence[str]] = {
    "factors": (EPISODES_COLUMN, *NEEDED),
    "children_in_need": tuple(CHILDREN_IN_NEED),
    "population": ("population_estimate", "age_group"),
}
_KNOWN_BY: Mapping[Kind, frozenset[str]] = {
    "factors": frozenset({EPISODES_COLUMN.lower()}),
    "children_in_need": frozenset({"anypoint_episodes"}),
    "population": frozenset({"population_estimate", "age_group"}),
}
"""By which columns a table is known for what it is; what it then lacks is said. Other published tables have an At31_episodes or
a population_estimate of their own."""


class UnreadableTable(ValueError):
    """A table cannot be read; a sentence for the operator, naming the file."""


@dataclass(frozen=True)
class Found:
    """The newest table of each kind, and the CSV files that were not taken, each with the reason."""

    tables: Mapping[Kind, Published]
    passed_over: tuple[tuple[str, str], ...]


def find(folder: Path) -> Found:
    """Look through `folder` and its subfolders. UnreadableTable where there is no table at all, or one is not whole."""
    if not folder.is_dir():
        raise UnreadableTable(f"{folder} is not a folder.")
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".csv" and path.is_file())
    tables: dict[Kind, Published] = {}
    passed_over: list[tuple[str, str]] = []
    for path in files:
        try:
            kind = kind_of(path)
        except UnicodeDecodeError:
            passed_over.append((path.name, "not a CSV file in UTF-8"))
            continue
        if kind is None:
            continue
        table, other = read(path, kind), tables.get(kind)
        if other is not None and other.years[-1:] >= table.years[-1:]:
            passed_over.append((table.file, f"{other.file} is as new or newer"))
            continue
        if other is not None:
            passed_over.append((other.file, f"{table.file} is newer"))
        tables[kind] = table
    if not tables:
        odd = "".join(f" {name}: {why}." for name, why in passed_over)
        raise UnreadableTable(
            f"None of the published tables is in {folder}: {len(files)} CSV files were looked at. Wanted: factors at the end "
            f"of assessment (a column {EPISODES_COLUMN}), children in need (Anypoint_episodes), population "
            f"(population_estimate, age_group), statistical neighbours (SN_1 to SN_10).{odd}"
        )
    return Found(tables, tuple(passed_over))


def kind_of(path: Path) -> Kind | None:
    """By the columns alone; None for any other file. UnicodeDecodeError where it is no text."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        head = {name.strip().lower() for name in next(csv.reader([lines.readline(100_000)]), [])}
    if {"sn_1", "sn1"} & head:
        return "neighbours"
    return next((kind for kind, columns in _KNOWN_BY.items() if columns <= head), None)


def read(path: Path, kind: Kind) -> Published:
    """The whole file. UnreadableTable, with its line, where anything in it is not what such a table holds."""
    inside = path.read_bytes()
    try:
        lines = csv.reader(io.StringIO(inside.decode("utf-8-sig"), newline=""), strict=True)
        head = [name.strip() for name in next(lines)]
        rows = [(lines.line_num, row) for row in lines if any(cell.strip() for cell in row)]
    except UnicodeDecodeError:
        raise UnreadableTable(f"{path.name} is not a CSV file in UTF-8.") from None
    except csv.Error as fault:
        raise UnreadableTable(f"{path.name} is not a whole CSV file: {fault}.") from None
    torn = next((line for line, row in rows if len(row) != len(head)), None)
    if torn is not None:
        raise UnreadableTable(f"{path.name}, line {torn}: not as many cells as its head has. The file is not whole.")
    table = _Table(path.name, head, rows)
    found = sha256(inside).hexdigest()
    if kind == "neighbours":
        year = re.search(r"20\d\d", path.stem)
        return Published(kind, path.name, found, (int(year[0]),) if year else (), _neighbours(table))
    areas = _areas(table, kind)
    years = tuple(sorted(set(areas["year"].to_pylist())))
    return Published(kind, path.name, found, years, areas, _not_known(table, kind))


class _Table:
    def __init__(self, file: str, head: Sequence[str], rows: list[tuple[int, list[str]]]) -> None:
        self.file, self.head, self.rows = file, head, rows
        # The first of two columns of one name: the neighbours of 2021 repeat theirs, and we need none that is repeated.
        self.place = {name.lower(): place for place, name in reversed(list(enumerate(head)))}

    def must_have(self, columns: Sequence[str]) -> None:
        missing = [name for name in columns if name.lower() not in self.place]
        if missing:
            raise UnreadableTable(f"{self.file} has no column {', '.join(missing)}.")

    def cells(self) -> Iterator[tuple[int, Any]]:
        for line, row in self.rows:
            yield line, lambda name, row=row: row[self.place[name.lower()]].strip()

    def wrong(self, line: int, why: str) -> UnreadableTable:
        return UnreadableTable(f"{self.file}, line {line}: {why}.")


def _areas(table: _Table, kind: Kind) -> pa.Table:
    table.must_have((*_AREA, *_MUST_HAVE[kind]))
    measures = {column: name for column, name in _MEASURES[kind].items() if column.lower() in table.place}
    rows, seen = [], set()
    for line, cell in table.cells():
        level = _LEVELS.get(cell("geographic_level").lower())
        if level is None or (kind == "population" and cell("age_group") != _CHILDREN_AGED):
            continue
        area = _area(table, line, cell, level)
        key = (area["year"], level, area["code"])
        if key in seen:
            raise table.wrong(line, f"{area['name']} stands twice in {area['year']}")
        seen.add(key)
        for column, measure in measures.items():
            count, rate = _number(table, line, column, cell(column)), None
            if f"{column}_rate".lower() in table.place:
                rate = _number(table, line, f"{column}_rate", cell(f"{column}_rate"))
            if count is not None and count != int(count):
                raise table.wrong(line, f"{column} is {cell(column)}, not a count")
            rows.append({**area, "measure": measure, "count": None if count is None else int(count), "rate": rate})
    if not rows:
        raise UnreadableTable(f"{table.file} has no row for England, a region or an authority.")
    return pa.Table.from_pylist(rows, schema=AREAS)


def _area(table: _Table, line: int, cell: Any, level: str) -> dict[str, Any]:
    if not re.fullmatch(r"\d{4}", cell("time_period")):
        raise table.wrong(line, f"time_period is {cell('time_period')!r}, not a year")
    number = cell("old_la_code") if level == AUTHORITY else ""
    if level == AUTHORITY and not _NUMBER.fullmatch(number):
        raise table.wrong(line, f"old_la_code is {number!r}, not the three figures of an authority")
    if level != ENGLAND and not cell("region_code"):
        raise table.wrong(line, "region_code is empty")
    name, code = {
        ENGLAND: ("England", ""),
        REGION: (cell("region_name"), cell("region_code")),
        AUTHORITY: (cell("la_name"), cell("new_la_code")),
    }[level]
    return {
        "year": int(cell("time_period")),
        "level": level,
        "number": number,
        "code": code,
        "name": name,
        "region_code": cell("region_code"),
        "region_name": cell("region_name"),
    }


def _number(table: _Table, line: int, column: str, text: str) -> float | None:
    if text.lower() in NOT_PUBLISHED:
        return None
    if not re.fullmatch(r"\d[\d,]*(\.\d+)?", text):
        raise table.wrong(line, f"{column} is {text!r}, neither a number nor a mark for what is not published")
    return float(text.replace(",", ""))


def _not_known(table: _Table, kind: Kind) -> tuple[str, ...]:
    """Of the factors alone: a new one must not go unseen. The other tables have columns that we do not use."""
    if kind != "factors":
        return ()
    known = {*_AREA, *_MEASURES[kind], "time_identifier", "country_code", "country_name", "category"}
    lower = {name.lower() for name in known}
    return tuple(name for name in table.head if name and name.lower() not in lower)


def _neighbours(table: _Table) -> pa.Table:
    """Of the authorities whose number stands in the first column: the file of 2021 has headings among its rows."""
    columns = sorted(
        (int(found[1]), place) for name, place in table.place.items() if (found := _NEIGHBOUR.fullmatch(name))
    )
    if [place for place, _ in columns] != list(range(1, _NEIGHBOURS + 1)):
        raise UnreadableTable(f"{table.file} has not the columns SN_1 to SN_{_NEIGHBOURS}, each once.")
    rows, seen = [], set()
    for line, cells in table.rows:
        number = cells[0].strip()
        if not _NUMBER.fullmatch(number):
            continue
        near = [cells[at].strip() for _, at in columns]
        if number in seen or number in near or len(set(near)) != len(near) or not all(map(_NUMBER.fullmatch, near)):
            raise table.wrong(line, f"{number} has not ten neighbours, each another authority, or stands twice")
        seen.add(number)
        rows += [{"number": number, "place": at, "neighbour": each} for at, each in enumerate(near, start=1)]
    if not rows:
        raise UnreadableTable(f"{table.file} names no authority.")
    return pa.Table.from_pylist(rows, schema=NEIGHBOURS)
