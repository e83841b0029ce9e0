"""A child in need plan does not end before it starts."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "4011",
    "error",
    "CINplanDates.CINPlanEndDate",
    "CINplanDates.CINPlanStartDate",
    says="The child in need plan ends before it starts. Check both dates.",
)
def broken(census: Census) -> Table:
    found = census.cin_plans
    return found.filter(found.CINPlanEndDate < found.CINPlanStartDate).select(CINplanDates="row")
