"""A protection plan does not end before it starts."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8925",
    "error",
    "ChildProtectionPlans.CPPstartDate",
    "ChildProtectionPlans.CPPendDate",
    says="This protection plan ends before it starts. Check both dates.",
)
def broken(census: Census) -> Table:
    plans = census.protection_plans
    return plans.filter(plans.CPPendDate < plans.CPPstartDate).select(ChildProtectionPlans="row")
