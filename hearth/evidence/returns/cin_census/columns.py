"""A census return as columns: one Arrow table for each table of the rules, made as the file streams.

Each row has `row`, its position in document order, and the rows of the records it stands in (`child`, `episode`,
`assessment`, `plan`). A date, a flag or a number that means nothing is null, as one that is absent; a text or code is
what was written, without the space around it. What was written and means nothing is kept in `written`, for the report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any

import pyarrow as pa

from hearth.evidence.returns.cin_census.problems import Problems
from hearth.evidence.returns.cin_census.reader import Item
from hearth.evidence.returns.cin_census.records import (
    Assessment,
    AssessmentFactor,
    Child,
    ChildProtectionPlan,
    CINDetails,
    CINPlan,
    Disability,
    Header,
    PreProceedings,
    RefusedChild,
    Review,
    Section47,
)
from hearth.evidence.returns.cin_census.values import DATE, FLAG, WHOLE_NUMBER, YEAR, Value

AT_ONCE = 10_000  # children held as records before they become columns: bounds the memory


@dataclass(frozen=True)
class Column:
    name: str
    type: pa.DataType
    of: str
    """The record's attribute."""


@dataclass(frozen=True)
class TableOf:
    name: str
    record: type
    parents: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def schema(self) -> pa.Schema:
        return pa.schema(
            [("row", pa.int64()), *((parent, pa.int64()) for parent in self.parents)]
            + [(column.name, column.type) for column in self.columns]
        )


_TYPES = {id(DATE): pa.date32(), id(FLAG): pa.bool_(), id(WHOLE_NUMBER): pa.int64(), id(YEAR): pa.int64()}


def _table(name: str, record: type, *parents: str, value: str = "") -> TableOf:
    """`value` names the column of a record that is one value."""
    columns = tuple(
        Column(
            value or each.metadata["at"].rpartition("/")[2],
            _TYPES.get(id(each.metadata["kind"]), pa.string()),
            each.name,
        )
        for each in fields(record)
        if "kind" in each.metadata
    )
    return TableOf(name, record, parents, columns)


TABLES: Mapping[str, TableOf] = {
    table.name: table
    for table in (
        _table("Header", Header),
        _table("ChildIdentifiers", Child),
        _table("Disabilities", Disability, "child", value="Disability"),
        _table("CINdetails", CINDetails, "child"),
        _table("Assessments", Assessment, "child", "episode"),
        _table("Factors", AssessmentFactor, "child", "episode", "assessment", value="AssessmentFactors"),
        _table("CINplanDates", CINPlan, "child", "episode"),
        _table("Section47", Section47, "child", "episode"),
        _table("ChildProtectionPlans", ChildProtectionPlan, "child", "episode"),
        _table("Reviews", Review, "child", "episode", "plan", value="CPPreviewDate"),
        _table("PreProceedingsandFGDM", PreProceedings, "child", "episode"),
    )
}

Written = dict[tuple[str, int, str], str]


@dataclass
class Columns:
    """A whole return. `written` holds what was written where no meaning was found: by table, row and column; `problems`
    what the reader says of the file."""

    tables: dict[str, pa.Table]
    written: Written = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)
    authority: str = ""
    """Whose return it is (`Header.authority`)."""
    _as_written: dict[tuple[str, str], list[str | None]] = field(default_factory=dict)

    @property
    def children(self) -> int:
        return int(self.tables["ChildIdentifiers"].num_rows)

    def as_written(self, table: str, column: str) -> list[str | None]:
        """A column for a report, by row: what was written, whether it means something or not."""
        if (table, column) not in self._as_written:
            self._as_written[table, column] = self._texts(table, column)
        return self._as_written[table, column]

    def _texts(self, table: str, column: str) -> list[str | None]:
        rows = self.tables[table]
        if (
            column not in rows.column_names
        ):  # an item that stands for the whole record, as a child's number in an episode
            return [None] * rows.num_rows
        found: list[str | None] = rows.column(column).cast(pa.string()).to_pylist()  # a date as year-month-day
        for (of, row, item), text in self.written.items():
            if (of, item) == (table, column):
                found[row] = text
        return found

    def child_numbers(self, table: str) -> list[str | None]:
        """The number of the child whose record it is, by row; the header is of none."""
        numbers = self.as_written("ChildIdentifiers", "LAchildID")
        if table == "ChildIdentifiers":
            return numbers
        if table == "Header":
            return [None] * self.tables[table].num_rows
        return [numbers[child] for child in self.tables[table].column("child").to_pylist()]


def columns_of(items: Iterable[Item], *, progress: Callable[[int], None] | None = None) -> Columns:
    """Read items to their end. Raises UnreadableReturn as the reader does. `progress` is told how many children so far."""
    gathered, problems, authority = _Gathered(), Problems(), ""
    for item in items:
        if isinstance(item, Child):
            gathered.child(item)
        elif isinstance(item, RefusedChild):
            gathered.child(item.child)
        elif isinstance(item, Header):
            gathered.rows["Header"].append(gathered.getters["Header"](item))
            authority = authority or item.authority
        else:
            problems.add(item)
            continue
        if len(gathered.rows["ChildIdentifiers"]) >= AT_ONCE:
            gathered.flush()
            if progress:
                progress(gathered.children)
    gathered.flush()
    tables = {
        name: pa.Table.from_batches(gathered.batches[name], schema=table.schema) for name, table in TABLES.items()
    }
    return Columns(tables, gathered.written, problems, authority)


class _Gathered:
    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}
        self.batches: dict[str, list[pa.RecordBatch]] = {name: [] for name in TABLES}
        self.written: Written = {}
        self.children = 0
        self.getters = {
            name: attrgetter("position", *(column.of for column in table.columns)) for name, table in TABLES.items()
        }

    def child(self, child: Child) -> None:
        number = (child.position,)
        self._below("ChildIdentifiers", (), (child,))
        self.children += 1
        self._below("Disabilities", number, child.disabilities)
        self._below("CINdetails", number, child.episodes)
        for episode in child.episodes:
            within = (child.position, episode.position)
            self._below("Assessments", within, episode.assessments)
            self._below("CINplanDates", within, episode.cin_plans)
            self._below("Section47", within, episode.section_47s)
            self._below("ChildProtectionPlans", within, episode.child_protection_plans)
            self._below("PreProceedingsandFGDM", within, episode.pre_proceedings)
            for assessment in episode.assessments:
                self._below("Factors", (*within, assessment.position), assessment.factors)
            for plan in episode.child_protection_plans:
                self._below("Reviews", (*within, plan.position), plan.reviews)

    def _below(self, name: str, above: tuple[int, ...], records: Iterable[object]) -> None:
        getter, into = self.getters[name], self.rows[name]
        for record in records:
            into.append(above + getter(record))

    def flush(self) -> None:
        for name, table in TABLES.items():
            if not self.rows[name]:
                continue
            found = list(zip(*self.rows[name], strict=True))
            self.rows[name] = []
            above = len(table.parents)
            numbers = found[above]
            arrays = [pa.array(numbers, pa.int64()), *(pa.array(each, pa.int64()) for each in found[:above])]
            for column, values in zip(table.columns, found[above + 1 :], strict=True):
                arrays.append(self._array(name, column, numbers, values))
            self.batches[name].append(pa.RecordBatch.from_arrays(arrays, schema=table.schema))

    def _array(self, name: str, column: Column, numbers: tuple[int, ...], values: tuple[Value[Any], ...]) -> pa.Array:
        if column.type == pa.string():
            return pa.array([_text(value) for value in values], pa.string())
        parsed = [value.parsed for value in values]
        if None in parsed:
            for number, value in zip(numbers, values, strict=True):
                if value.is_wrong:
                    self.written[name, number, column.name] = str(value.raw)
        return pa.array(parsed, column.type)


def _text(value: Value[Any]) -> str | None:
    parsed = value.parsed
    if type(parsed) is str:
        return parsed
    return (value.raw.strip() or None) if value.raw else None
