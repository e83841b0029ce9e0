"""The child in need plans of a child do not overlap, in whichever of their episodes they stand.

A plan may start on the day another ends. Of two that overlap both are told.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
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
    others = plans.select("child", other="row", other_start="CINPlanStartDate", other_end="CINPlanEndDate")
    found = plans.join(others, "child")
    found = found.filter(
        (found.row != found.other)
        & (
            census.running_on(found.CINPlanStartDate, found.other_start, found.other_end)
            | census.running_on(found.other_start, found.CINPlanStartDate, found.CINPlanEndDate)
        )
    )
    return found.select(CINplanDates="row")
