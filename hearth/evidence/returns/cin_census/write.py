"""The census of a year from facts: written, then checked as any other file, with the page on which each fault is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from hearth.evidence.facts.identity import Known
from hearth.evidence.returns.cin_census.check import OF, Issue, Progress, Report, check, silent
from hearth.evidence.returns.cin_census.columns import Columns
from hearth.evidence.returns.cin_census.from_facts import Told, columns_of_facts
from hearth.evidence.returns.cin_census.records import PreProceedings
from hearth.evidence.returns.cin_census.rulebook import rules
from hearth.evidence.returns.cin_census.writer import Source, Unwritable, write
from hearth.evidence.returns.cin_census.years import year_in_words

OF_THE_PERSON = frozenset({"ChildIdentifiers", "Disabilities"})
"""The tables whose faults are mended on the person's page; all others are on the family's."""
PERSON_ITEMS = frozenset({"UPN", "UPNunknown", "Ethnicity", "Disability"})
EPISODE_ITEMS = frozenset({"PrimaryNeedCode", "ReferralSource"})
"""Items with a page of their own: every fault of a rule about one of them is mended there, whichever item it is told of."""


@dataclass(frozen=True, slots=True)
class ToMend:
    """An issue of the check, and the pages of casework where it is mended: none where facts know no record."""

    issue: Issue
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record of casework that ran in the year and stands in no episode of it: the census has no place for it."""

    table: str
    began: date | None
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Written:
    """`empty` names the modules of which the file holds no record: perhaps nothing happened, perhaps it is kept elsewhere.
    Pre-proceedings are not among them: no year known here asks for them."""

    path: Path
    report: Report
    issues: tuple[ToMend, ...]
    left_out: tuple[LeftOut, ...]
    empty: tuple[str, ...]

    @property
    def children(self) -> int:
        return self.report.children

    @property
    def is_ready(self) -> bool:
        """No error was found, and nothing was left out. Queries are for a person to explain, and stop nothing."""
        return not self.report.has_errors and not self.left_out

    def as_json(self) -> dict[str, Any]:
        """As the check's, with `pages` beside each issue."""
        return {
            "year": year_in_words(self.report.year),
            "file": str(self.path),
            "is_ready": self.is_ready,
            "children": self.children,
            "issues": [asdict(each.issue) | {"pages": list(each.pages)} for each in self.issues],
            "return_level": [asdict(each) for each in self.report.return_level],
            "failed_rules": [{"rule": code, "why": why} for code, why in self.report.failed_rules.items()],
            "left_out": [
                {
                    "table": each.table,
                    "began": each.began.isoformat() if each.began else None,
                    "pages": list(each.pages),
                }
                for each in self.left_out
            ],
            "empty": list(self.empty),
        }


def write_census(known: Known, *, year: int, source: Source, path: Path, progress: Progress = silent) -> Written:
    """`year` is the one that the collection ends in. A file with errors is kept, and says so by `is_ready`.

    Raises Unwritable where there is nobody to tell of, and as the writer does; OSError as the disk does.
    """
    drawn = columns_of_facts(known, year=year)
    if not drawn.children:
        raise Unwritable(
            f"Nobody was a child in need at any time in {year_in_words(year)}: there is nothing to write. Choose another year, "
            "or bring the children's records in first."
        )
    progress("write", drawn.columns.children)
    write(drawn.columns, source, path)
    report = check(path, year=year, progress=progress).report
    return Written(
        path,
        report,
        tuple(_to_mend(report, drawn.columns, drawn.children)),
        tuple(LeftOut(each.table, each.began, _family_pages(each.told)) for each in drawn.left_out),
        tuple(
            name for name, rows in drawn.columns.tables.items() if not rows.num_rows and name != PreProceedings.TABLE
        ),
    )


def _to_mend(report: Report, columns: Columns, children: tuple[Told, ...]) -> Iterator[ToMend]:
    """Errors first, each child's together in the order of the file."""
    of: dict[str, list[int]] = {}
    found = []
    for number, issue in enumerate(report.issues):
        table = OF.get(issue.table, issue.table)
        if table not in of:
            of[table] = _children_of(columns.tables[table])
        if not of[table]:  # the header is of nobody
            found.append((issue.severity != "error", -1, number, ToMend(issue, ())))
            continue
        child = of[table][issue.row]
        pages = _pages(issue.rule, table, children[child])
        found.append((issue.severity != "error", child, number, ToMend(issue, pages)))
    return (each[-1] for each in sorted(found, key=lambda each: each[:-1]))


def _children_of(rows: pa.Table) -> list[int]:
    """The row of the child whose record each is, by row; empty for the header."""
    if "child" in rows.column_names:
        found: list[int] = rows["child"].to_pylist()
        return found
    return list(range(rows.num_rows)) if "LAchildID" in rows.column_names else []


def _pages(rule: str, table: str, told: Told) -> tuple[str, ...]:
    items = _items_of().get(rule, frozenset())
    if items & PERSON_ITEMS:
        return _person_pages(told, "change-census-details")
    if items & EPISODE_ITEMS:
        return _family_pages(told, "change-episodes")
    return _person_pages(told) if table in OF_THE_PERSON else _family_pages(told)


@cache
def _items_of() -> dict[str, frozenset[str]]:
    return {rule.code: frozenset(item for _, item in rule.fields) for rule in rules()}


def _person_pages(told: Told, page: str = "see-person") -> tuple[str, ...]:
    return () if told.record is None else (f"/people/{told.record}/{page}/",)


def _family_pages(told: Told, page: str = "see-family") -> tuple[str, ...]:
    """The family's, where facts know it; else the person's."""
    return tuple(f"/families/{each}/{page}/" for each in told.families) or _person_pages(told)
