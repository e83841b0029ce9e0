"""A review of a child protection plan does not fall inside a child in need plan of the episode.

Unless it is on the day that its own protection plan ends, when one plan takes over from the other. The day on which the
child in need plan starts is inside it, the day on which it ends is not; an open one runs to the reference date. Whether
the protection plan has ended does not matter: an open one has no last day to be excepted.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census, falling
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
    cin_plans = census.cin_plans
    cin_plans = cin_plans.select(
        "row", "episode", start="CINPlanStartDate", end=census.end_of(cin_plans.CINPlanEndDate)
    )
    inside, around = falling(reviews.select("row", "episode", day="CPPreviewDate"), cin_plans, "episode")
    nothing = ibis.null("int64")
    return ibis.union(
        reviews.semi_join(inside, "row").select(ChildProtectionPlans="plan", CINplanDates=nothing, Reviews="row"),
        around.select(ChildProtectionPlans=nothing, CINplanDates="row", Reviews=nothing),
    )
