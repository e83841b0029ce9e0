"""A protection plan does not end after the child's death."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8920",
    "error",
    "ChildProtectionPlans.CPPendDate",
    "ChildIdentifiers.PersonDeathDate",
    says="This protection plan ends after the child's death. Check both dates.",
)
def broken(census: Census) -> Table:
    died = census.children.select("child", "PersonDeathDate").filter(lambda each: each.PersonDeathDate.notnull())
    found = census.protection_plans.join(died, "child")
    found = found.filter(found.CPPendDate > found.PersonDeathDate)
    return found.select(ChildProtectionPlans="row", ChildIdentifiers="child")
