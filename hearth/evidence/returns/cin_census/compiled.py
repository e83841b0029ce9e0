"""The rules of a year as SQL."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

import ibis

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.compiled_rule import Compiled
from hearth.evidence.returns.cin_census.rulebook import Rule, rules_for

DIALECTS = {"duckdb": "duckdb", "spark": "pyspark"}


def compiled(year: int, engine: str) -> list[Compiled]:
    census = Census(year)
    return [_compiled(each, census, engine) for each in rules_for(year)]


def _compiled(rule: Rule, census: Census, engine: str) -> Compiled:
    told: dict[str, Any] = {
        "code": rule.code,
        "severity": rule.severity,
        "scope": rule.scope,
        "fields": rule.fields,
        "says": rule.says,
    }
    try:
        broken = rule.broken(census)
        if rule.scope == "row":
            broken = broken.distinct()
        return Compiled(**told, sql=str(ibis.to_sql(broken, dialect=DIALECTS[engine])))
    except Exception as error:  # whatever is wrong with one rule is told as its failure, and the others run
        return Compiled(**told, failure=f"{type(error).__name__}: {error}")


def print_rules(year: str, engine: str) -> None:
    """As JSON, for the process that asked."""
    json.dump([asdict(each) for each in compiled(int(year), engine)], sys.stdout)
