"""What a check found, as the commands print it."""

from __future__ import annotations

from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from hearth.evidence.returns.cin_census.check import Report, issues_in_words


def print_by_rule(report: Report, say: Console) -> bool:
    """Each rule that was broken, with the records that break it, and how many issues that is; whether there was any."""
    table = Table("Rule", "Severity", "Records", "What is wrong", box=SIMPLE)
    for rule, severity, records, says in report.by_rule():
        table.add_row(rule, severity, f"{records:,}" if records else "the return", escape(says))
    if table.row_count:
        say.print(table)
        say.print(issues_in_words(report.issues_of("error"), report.issues_of("query")))
    return bool(table.row_count)


def print_failed_rules(report: Report, complain: Console) -> None:
    for code, why in report.failed_rules.items():
        complain.print(f"Rule {code} did not run: {escape(why)}", soft_wrap=True)
