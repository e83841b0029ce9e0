"""What a check found, into its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from hearth.evidence.returns.cin_census.check import Checked, Report, ReturnIssue
from hearth.evidence.returns.cin_census.check import Issue as FoundIssue
from hearth.evidence.returns.copying import copy_in
from hearth.evidence.returns.models import Issue, Run
from hearth.evidence.returns.places import Places, number_of

MOST_ISSUES = 1_000_000
"""More than this of a file are counted and not listed: it is no census that anybody could mend line by line."""

MOST_LINES = 200
"""What the reader says of more lines is counted: the command tells of them all."""

COLUMNS = (
    "run_id", "position", "rule", "severity", "table", "field", "child", "row", "value", "place", "says", "record", "key",
    "is_counted",
)  # fmt: skip


def keep_issues(run: Run, found: Checked) -> None:
    """In the caller's transaction. `run` gets its counts, and is saved by the caller."""
    report = found.report
    copy_in(Issue, COLUMNS, _rows(run, found))
    everything: list[FoundIssue | ReturnIssue] = [*report.issues, *report.return_level]
    run.errors, run.queries = report.issues_of("error"), report.issues_of("query")
    issues = Counter(each.rule for each in everything)
    run.by_rule = [[rule, severity, says, records, issues[rule]] for rule, severity, records, says in _by_rule(report)]
    run.failed_rules = {rule: why[:400] for rule, why in report.failed_rules.items()}
    run.reader_says = [list(each) for each in report.problems.by_message()]
    run.reader_lines = [
        [each.line, each.field[:100], each.severity, each.message] for each in report.problems.kept[:MOST_LINES]
    ]
    run.rules = [rule for rule in found.rules if rule not in report.failed_rules]


def _by_rule(report: Report) -> Iterator[tuple[str, str, int, str]]:
    """A rule on the whole return may speak several times, of one thing each: it is one row."""
    seen = set()
    for rule, severity, records, says in report.by_rule():
        if rule not in seen:
            seen.add(rule)
            yield rule, severity, records, says


def _rows(run: Run, found: Checked) -> Iterator[tuple[Any, ...]]:
    both = chain(_of_the_whole(found.report), _of_records(found))
    for position, row in enumerate(islice(both, MOST_ISSUES)):
        yield run.pk, position, *row


def _of_the_whole(report: Report) -> Iterator[tuple[Any, ...]]:
    """Known again by rule and turn: what such a rule says often holds a count, which changes."""
    times: Counter[str] = Counter()
    for each in report.return_level:
        times[each.rule] += 1
        key = number_of(each.rule, "return", str(times[each.rule]))
        yield each.rule, each.severity, "", "", "", None, "", "", each.message[:400], key, key, True


def _of_records(found: Checked) -> Iterator[tuple[Any, ...]]:
    places = Places(found.columns)
    counted: set[tuple[str, str, int]] = set()
    for issue in found.report.issues:
        place = places.of(issue.table)[issue.row]
        of_record = (issue.rule, issue.table, issue.row)
        is_counted = of_record not in counted
        counted.add(of_record)
        record = (issue.rule, issue.table, place.told)
        yield (
            issue.rule, issue.severity, issue.table, issue.field, (issue.child or "")[:100], issue.row,
            (issue.value or "")[:120], place.words[:200], "", number_of(*record), number_of(*record, issue.field),
            is_counted,
        )  # fmt: skip
