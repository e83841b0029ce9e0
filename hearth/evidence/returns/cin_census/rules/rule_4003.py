"""A review of a child protection plan does not fall inside a child in need plan of the episode.

Unless it is on the day that its own protection plan ends, when one plan takes over from the other. The day on which the
child in need plan starts is inside it, the day on which it ends is not; an open one runs to the reference date. Whether
the protection plan has ended does not matter: an open one has no last day to be excepted.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "4003",
    "error",
    "ChildProtectionPlans.CPPendDate",
    "CINplanDates.CINPlanStartDate",
    "Reviews.CPPreviewDate",
    says="The child protection plan was reviewed while a child in need plan was running. Check the dates of both plans.",
)
def broken(census: Census) -> Table:
    reviews = census.reviews.join(census.protection_plans.select("plan", "CPPendDate"), "plan")
    reviews = reviews.filter(reviews.CPPendDate.isnull() | (reviews.CPPreviewDate != reviews.CPPendDate))
    cin_plans = census.cin_plans.select("episode", "CINPlanStartDate", "CINPlanEndDate", cin_plan="row")
    found = reviews.join(cin_plans, "episode")
    found = found.filter(census.running_on(found.CPPreviewDate, found.CINPlanStartDate, found.CINPlanEndDate))
    return found.select(ChildProtectionPlans="plan", CINplanDates="cin_plan", Reviews="row")
