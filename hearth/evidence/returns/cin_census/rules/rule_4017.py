"""A protection plan does not start while a child in need plan of the child is running, in whichever episode.

The same child is either on the one plan or on the other. It may start on the day the child in need plan ends.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census, falling
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "4017",
    "error",
    "ChildProtectionPlans.CPPstartDate",
    "CINplanDates.CINPlanStartDate",
    "CINplanDates.CINPlanEndDate",
    says="The child protection plan starts while a child in need plan is running. Check when each started and ended.",
)
def broken(census: Census) -> Table:
    plans = census.cin_plans
    plans = plans.select("row", "child", start="CINPlanStartDate", end=census.end_of(plans.CINPlanEndDate))
    inside, around = falling(census.protection_plans.select("row", "child", day="CPPstartDate"), plans, "child")
    nothing = ibis.null("int64")
    return ibis.union(
        inside.select(ChildProtectionPlans="row", CINplanDates=nothing),
        around.select(ChildProtectionPlans=nothing, CINplanDates="row"),
    )
