"""A child in need plan does not start while a protection plan of the child is running, in whichever episode.

The same child is either on the one plan or on the other. It may start on the day the protection plan ends.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census, falling
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "4016",
    "error",
    "ChildProtectionPlans.CPPstartDate",
    "ChildProtectionPlans.CPPendDate",
    "CINplanDates.CINPlanStartDate",
    says="The child in need plan starts while a child protection plan is running. Check when each started and ended.",
)
def broken(census: Census) -> Table:
    plans = census.protection_plans
    plans = plans.select("row", "child", start="CPPstartDate", end=census.end_of(plans.CPPendDate))
    inside, around = falling(census.cin_plans.select("row", "child", day="CINPlanStartDate"), plans, "child")
    nothing = ibis.null("int64")
    return ibis.union(
        around.select(ChildProtectionPlans="row", CINplanDates=nothing),
        inside.select(ChildProtectionPlans=nothing, CINplanDates="row"),
    )
