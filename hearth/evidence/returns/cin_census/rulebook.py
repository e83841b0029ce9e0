"""What a rule is. Each stands in `rules/`, one file a rule, and is found there by its name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.years import FIRST_YEAR, LAST_YEAR

Severity = Literal["error", "query"]
Scope = Literal["row", "return"]


@dataclass(frozen=True)
class Rule:
    """`broken` gives the rows that break the rule: one column for each table in `fields`, holding the row of the record at
    fault, or null where that table has none: of records at fault together each may have a row of its own, so that not
    every pair is told. Of a rule on the whole return it gives one row, or none, with `message`.
    """

    code: str
    severity: Severity
    fields: tuple[tuple[str, str], ...]
    says: str
    broken: Callable[[Census], Table]
    since: int = FIRST_YEAR
    until: int = LAST_YEAR
    scope: Scope = "row"
    changed: str = ""
    """What changed in the years known here, for whoever compares two of them."""

    def applies(self, year: int) -> bool:
        return self.since <= year <= self.until

    @property
    def tables(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(table for table, _ in self.fields))


def rule(
    code: str, severity: Severity, *fields: str, says: str, **more: Any
) -> Callable[[Callable[[Census], Table]], Rule]:
    """Make a rule of the function that finds what breaks it. `fields` are written table.item, as the census names them."""

    def make(broken: Callable[[Census], Table]) -> Rule:
        pairs = tuple((table, item) for table, _, item in (each.partition(".") for each in fields))
        return Rule(code, severity, pairs, says, broken, **more)

    return make


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, by its code."""
    from_package = importlib.import_module("hearth.evidence.returns.cin_census.rules")
    found = []
    for module in pkgutil.iter_modules(from_package.__path__):
        if module.name.startswith("rule_"):
            found.append(importlib.import_module(f"{from_package.__name__}.{module.name}").broken)
    return tuple(sorted(found, key=lambda each: each.code))


def rules_for(year: int) -> tuple[Rule, ...]:
    return tuple(each for each in rules() if each.applies(year))
