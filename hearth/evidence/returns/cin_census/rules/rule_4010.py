"""Every child in need plan has a start date, no later than the reference date."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "4010",
    "error",
    "CINplanDates.CINPlanStartDate",
    says="The child in need plan has no start date, or one after the end of the census year. Give the day it started.",
)
def broken(census: Census) -> Table:
    plans = census.cin_plans
    found = plans.filter(plans.CINPlanStartDate.isnull() | (plans.CINPlanStartDate > census.reference_date))
    return found.select(CINplanDates="row")
