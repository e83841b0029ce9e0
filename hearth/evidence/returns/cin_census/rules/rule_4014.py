"""The child in need plans of a child do not overlap, in whichever of their episodes they stand.

A plan may start on the day another ends. Of two that overlap both are told.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census, overlapping
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "4014",
    "error",
    "CINplanDates.CINPlanStartDate",
    "CINplanDates.CINPlanEndDate",
    says="Two child in need plans of this child were running at the same time. Check when each started and ended.",
)
def broken(census: Census) -> Table:
    plans = census.cin_plans
    plans = plans.select("row", "child", start="CINPlanStartDate", end=census.end_of(plans.CINPlanEndDate))
    return overlapping(plans, "child", is_last_day_inside=False).select(CINplanDates="row")
