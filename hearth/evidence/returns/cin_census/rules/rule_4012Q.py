"""A child in need plan does not start and end on the same day."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "4012Q",
    "query",
    "CINplanDates.CINPlanStartDate",
    "CINplanDates.CINPlanEndDate",
    says="The child in need plan starts and ends on the same day. Check both dates, or leave out a plan that was never used.",
)
def broken(census: Census) -> Table:
    found = census.cin_plans
    return found.filter(found.CINPlanStartDate == found.CINPlanEndDate).select(CINplanDates="row")
