"""A protection plan does not start while a child in need plan of the child is running, in whichever episode.

The same child is either on the one plan or on the other. It may start on the day the child in need plan ends.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
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
    found = census.cin_plans.join(census.protection_plans.drop("row", "episode"), "child")
    found = found.filter(census.running_on(found.CPPstartDate, found.CINPlanStartDate, found.CINPlanEndDate))
    return found.select(ChildProtectionPlans="plan", CINplanDates="row")
