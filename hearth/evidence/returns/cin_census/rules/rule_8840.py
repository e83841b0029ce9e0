"""A protection plan does not start and end on the same day."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8840",
    "error",
    "ChildProtectionPlans.CPPstartDate",
    "ChildProtectionPlans.CPPendDate",
    says="This protection plan starts and ends on the same day. Correct the dates, or take the plan out if there was none.",
)
def broken(census: Census) -> Table:
    plans = census.protection_plans
    return plans.filter(plans.CPPstartDate == plans.CPPendDate).select(ChildProtectionPlans="row")
