"""A child in need plan that has ended did so in the census year, its first and last day included."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "4013",
    "error",
    "CINplanDates.CINPlanEndDate",
    says="The child in need plan ends outside the census year. Check the date; plans of another year are not returned.",
)
def broken(census: Census) -> Table:
    found = census.cin_plans
    return found.filter(census.not_in_the_year(found.CINPlanEndDate)).select(CINplanDates="row")
