"""A protection plan does not start after the child's death."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8915",
    "error",
    "ChildProtectionPlans.CPPstartDate",
    "ChildIdentifiers.PersonDeathDate",
    says="This protection plan starts after the child's death. Check both dates.",
)
def broken(census: Census) -> Table:
    died = census.children.select("child", "PersonDeathDate").filter(lambda each: each.PersonDeathDate.notnull())
    found = census.protection_plans.join(died, "child")
    found = found.filter(found.CPPstartDate > found.PersonDeathDate)
    return found.select(ChildProtectionPlans="row", ChildIdentifiers="child")
