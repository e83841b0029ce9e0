"""Check a return: read it once, run every rule of its year, tell what each found and which rules failed to run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, BinaryIO, Literal

from hearth.evidence.returns.cin_census.columns import Columns, columns_of
from hearth.evidence.returns.cin_census.compiled_rule import Compiled, Found
from hearth.evidence.returns.cin_census.compiling import Compiling
from hearth.evidence.returns.cin_census.days import days_of
from hearth.evidence.returns.cin_census.feed import Limits
from hearth.evidence.returns.cin_census.in_duckdb import InDuckDB
from hearth.evidence.returns.cin_census.in_spark import InSpark
from hearth.evidence.returns.cin_census.problems import Problems
from hearth.evidence.returns.cin_census.reader import DEFAULT_LIMITS, TWO_YEARS, Item, read
from hearth.evidence.returns.cin_census.records import Child, Header, RefusedChild
from hearth.evidence.returns.cin_census.values import Value
from hearth.evidence.returns.cin_census.years import FIRST_YEAR, LAST_YEAR, year_in_words
from hearth.foundation.periods.words import date_in_words

Engine = Literal["duckdb", "spark"]
Progress = Callable[[str, int], None]
ENGINES: dict[Engine, type[InDuckDB | InSpark]] = {"duckdb": InDuckDB, "spark": InSpark}
OF = {"ChildCharacteristics": "ChildIdentifiers"}
"""Tables of the rules that stand in another here: a child's characteristics are columns of the child."""


def silent(doing: str, count: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Issue:
    """One record that a rule found at fault. `row` is its position in its table, from 0, in document order."""

    rule: str
    severity: str
    table: str
    field: str
    child: str | None
    row: int
    value: str | None
    message: str


@dataclass(frozen=True, slots=True)
class ReturnIssue:
    rule: str
    severity: str
    message: str


@dataclass
class Report:
    year: int
    children: int
    issues: list[Issue] = field(default_factory=list)
    return_level: list[ReturnIssue] = field(default_factory=list)
    failed_rules: dict[str, str] = field(default_factory=dict)
    """Rules that did not run, each with why. Whatever they would have found is not known."""
    problems: Problems = field(default_factory=Problems)
    """What the reader says of the file: values that mean nothing, elements it does not know, items given twice."""

    def by_rule(self) -> list[tuple[str, str, int, str]]:
        """Each rule that was broken: its code, severity, how many records break it (0 where it is the return itself), what
        is wrong; errors first."""
        told: dict[str, tuple[str, str]] = {}
        records: dict[str, set[tuple[str, int]]] = {}
        first: dict[str, str] = {}
        for issue in self.issues:
            told[issue.rule] = (issue.severity, issue.message)
            # A rule that names several items tells of several records; the first table it names is what is counted.
            if issue.table == first.setdefault(issue.rule, issue.table):
                records.setdefault(issue.rule, set()).add((issue.table, issue.row))
        found = [(rule, severity, len(records[rule]), says) for rule, (severity, says) in told.items()]
        found += [(each.rule, each.severity, 0, each.message) for each in self.return_level]
        return sorted(found, key=lambda each: (each[1] != "error", each[0]))

    def issues_of(self, severity: str) -> int:
        of_records = sum(each.severity == severity for each in self.issues)
        return of_records + sum(each.severity == severity for each in self.return_level)

    @property
    def has_errors(self) -> bool:
        return bool(self.failed_rules) or self.issues_of("error") > 0 or self.problems.of("error") > 0


@dataclass(frozen=True, slots=True)
class Checked:
    """A report beside what it was made of, for whoever has more to do with it."""

    report: Report
    columns: Columns
    header: Header | None
    reference_date: date
    rules: tuple[str, ...]
    """The codes of those that were to run: of that year."""


class RuleFailed(Exception):
    """A rule could not be made ready."""


class UnknownYear(Exception):
    """The header does not say of which year the return is, or the year asked for is one whose rules are not known. `why` is
    that in a sentence; in words there follows what to do."""

    def __init__(self, why: str, what_now: str) -> None:
        super().__init__(f"{why} {what_now}")
        self.why = why


def check(
    source: str | os.PathLike[str] | BinaryIO,
    *,
    year: int | None = None,
    engine: Engine = "duckdb",
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress = silent,
) -> Checked:
    """`year` is the one the collection ends in; without it the header's. `progress` is told what is being done, and how
    many children or rules of it are done. Raises UnreadableReturn, UnknownYear, and EngineMissing
    where Spark is asked for and is not here."""
    items = read(source, limits=limits)
    before, header = until_header(items)
    year, reference_date = year_of(header, year)
    compiling = Compiling(year, engine)
    try:
        ENGINES[engine].make_ready()
        columns = columns_of(chain(before, items), progress=lambda count: progress("read", count))
        rules = compiling.rules()
    finally:
        compiling.stop()
    report = run(columns, rules, year=year, reference_date=reference_date, engine=engine, progress=progress)
    return Checked(report, columns, header, reference_date, tuple(each.code for each in rules))


def until_header(items: Iterator[Item]) -> tuple[list[Item], Header | None]:
    """The header is the first thing in any whole file: nothing is read beyond it, or beyond the first child."""
    before: list[Item] = []
    for item in items:
        before.append(item)
        if isinstance(item, Header):
            return before, item
        if isinstance(item, Child | RefusedChild):
            break
    return before, None


def year_of(header: Header | None, asked: int | None) -> tuple[int, date]:
    """The year by whose rules it is checked, and its reference date: the header's, or 31 March of the header's year, or of
    the year asked for.

    Unless another is asked for, it is the year that the header names, or the nearest to it whose rules are known:
    an older return is then told as today's rules see it (`as_of_another_year` says so).
    """
    given = header.reference_date.parsed if header else None
    own = (header.year.parsed if header else None) or (given.year if given else None)
    if asked is None and own is None:
        raise UnknownYear(*_no_year(header))
    year = asked or min(max(own or 0, FIRST_YEAR), LAST_YEAR)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        known = f"{year_in_words(FIRST_YEAR)} to {year_in_words(LAST_YEAR)}"
        raise UnknownYear(f"The rules known here are those of {known}.", "Name one of these years to check it as.")
    return year, given or date(own or year, 3, 31)


def _no_year(header: Header | None) -> tuple[str, str]:
    """Why there is none in it, and what to do."""
    items: dict[str, Value[Any]] = (
        {} if header is None else {"Year": header.year, "ReferenceDate": header.reference_date}
    )
    wrong = [f"its {item} is “{str(value.raw).strip()[:40]}”" for item, value in items.items() if value.is_wrong]
    if not wrong:
        return "The header does not say of which year this return is.", "Name the year to check it as."
    return (
        f"The header names no year that a census could be of: {' and '.join(wrong)}.",
        "Correct the header and make the file again, or name the year to check it as.",
    )


def as_of_another_year(year: int, reference_date: date, *, today: date) -> str | None:
    """In words, where a return of one year was checked by the rules of another; of a year that cannot be, what to do."""
    own = reference_date.year
    if own == year:
        return None
    checked = f"it was checked by the rules of {year_in_words(year)}."
    if why := _cannot_be(own, today):
        return (
            f"The header says that this is a return of {year_in_words(own)}, {why}: {checked} Correct the header and make the "
            "file again."
        )
    so_far = f" so far (it ends on {date_in_words(reference_date)})" if reference_date > today else ""
    why = "" if FIRST_YEAR <= own <= LAST_YEAR else ", whose rules are not known here"
    return f"This is a return of {year_in_words(own)}{so_far}{why}: {checked}"


CHILDREN_ACT = 1989
"""Its section 17 says who a child in need is."""


def _cannot_be(year: int, today: date) -> str:
    """Why nobody can have made a return of the year; empty where somebody can."""
    if today < date(year - 1, 4, 1):
        return "which has not begun"
    return f"before the Children Act {CHILDREN_ACT} and its children in need" if year <= CHILDREN_ACT else ""


def issues_in_words(errors: int, queries: int) -> str:
    """What is counted is said: a rule may name several items of a record, and each is an issue."""
    issues = "1 issue" if errors + queries == 1 else f"{errors + queries:,} issues"
    of_errors = "no error" if not errors else "1 error" if errors == 1 else f"{errors:,} errors"
    of_queries = "no query" if not queries else "1 query" if queries == 1 else f"{queries:,} queries"
    mend, look = " to mend" if errors else "", " to look at" if queries else ""
    return f"{issues}, counted item by item: {of_errors}{mend}, {of_queries}{look}."


def contradicts_itself(found: Checked) -> str | None:
    """In words, where the header names one census by its year and another by its reference date."""
    header = found.header
    if header is None or not header.years_differ:
        return None
    lines = {each.field: each.line for each in found.report.problems.kept if each.message == TWO_YEARS}
    year, day = (
        f"{item} (line {line:,})" if (line := lines.get(f"Header.{item}")) else item
        for item in ("Year", "ReferenceDate")
    )
    return (
        f"The header contradicts itself: its {year} is {header.year.parsed}, its {day} is "
        f"{date_in_words(found.reference_date)}. It was checked by the rules of {year_in_words(found.report.year)}, up to "
        f"{date_in_words(found.reference_date)}. Correct the one that is wrong and make the file again."
    )


def run(
    columns: Columns,
    rules: Sequence[Compiled],
    *,
    year: int,
    reference_date: date,
    engine: Engine = "duckdb",
    progress: Progress = silent,
) -> Report:
    report = Report(year, columns.children, problems=columns.problems)
    with ENGINES[engine](columns.tables, days_of(reference_date)) as runner:
        for number, rule in enumerate(rules, 1):
            try:
                if rule.failure:
                    raise RuleFailed(rule.failure)
                found = runner.found(rule.sql)
            except Exception as error:  # told as failed, so that the return is never called clean
                report.failed_rules[rule.code] = f"{type(error).__name__}: {error}"
                continue
            _tell(report, rule, found, columns)
            progress("check", number)
    return report


def _tell(report: Report, rule: Compiled, found: Found, columns: Columns) -> None:
    if rule.scope == "return":
        detail = found.get("message", [])
        report.return_level += [ReturnIssue(rule.code, rule.severity, str(each or rule.says)) for each in detail]
        return
    for table, item in rule.fields:
        rows = sorted({row for row in found.get(table, []) if row is not None})
        if not rows:
            continue
        of = OF.get(table, table)
        numbers, values = columns.child_numbers(of), columns.as_written(of, item)
        report.issues += [
            Issue(rule.code, rule.severity, table, item, numbers[row], row, values[row], rule.says) for row in rows
        ]
