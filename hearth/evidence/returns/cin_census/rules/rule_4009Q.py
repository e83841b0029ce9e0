"""A child in need plan does not end after the child's death."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "4009Q",
    "query",
    "ChildIdentifiers.PersonDeathDate",
    "CINplanDates.CINPlanEndDate",
    says="The child in need plan ends after the child's death. Check both dates.",
)
def broken(census: Census) -> Table:
    found = census.with_child(census.cin_plans)
    found = found.filter(found.CINPlanEndDate > found.PersonDeathDate)
    return found.select(ChildIdentifiers="child", CINplanDates="row")
