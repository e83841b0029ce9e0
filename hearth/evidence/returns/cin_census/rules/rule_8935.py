"""A child has at most one protection plan without an end, in whichever episodes they stand.

All of them are told when there are more. An end that is written and is no date counts as none.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8935",
    "error",
    "ChildProtectionPlans.CPPendDate",
    says="This child has more than one protection plan without an end. Give the end of those that are over.",
)
def broken(census: Census) -> Table:
    plans = census.protection_plans
    found = plans.filter(plans.CPPendDate.isnull())
    times = found.row.count().over(group_by="child")
    return found.mutate(times=times).filter(lambda each: each.times > 1).select(ChildProtectionPlans="row")
