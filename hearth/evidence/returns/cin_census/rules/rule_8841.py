"""Each review of a protection plan is later than the day the plan starts."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8841",
    "error",
    "ChildProtectionPlans.CPPstartDate",
    "Reviews.CPPreviewDate",
    says="This review is not later than the start of its protection plan. Check both dates.",
)
def broken(census: Census) -> Table:
    plans = census.protection_plans.select("plan", "CPPstartDate")
    found = census.reviews.join(plans, "plan")
    found = found.filter(found.CPPreviewDate <= found.CPPstartDate)
    return found.select(ChildProtectionPlans="plan", Reviews="row")
