"""The end of a protection plan, where there is one, lies in the census year."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8930",
    "error",
    "ChildProtectionPlans.CPPendDate",
    says="This protection plan ends outside the census year. Correct the date, or take out a plan that is not of this year.",
)
def broken(census: Census) -> Table:
    plans = census.protection_plans
    return plans.filter(census.not_in_the_year(plans.CPPendDate)).select(ChildProtectionPlans="row")
