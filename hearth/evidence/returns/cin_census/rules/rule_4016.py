"""A child in need plan does not start while a protection plan of the child is running, in whichever episode.

The same child is either on the one plan or on the other. It may start on the day the protection plan ends.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
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
    found = census.cin_plans.join(census.protection_plans.drop("row", "episode"), "child")
    found = found.filter(census.running_on(found.CINPlanStartDate, found.CPPstartDate, found.CPPendDate))
    return found.select(ChildProtectionPlans="plan", CINplanDates="row")
