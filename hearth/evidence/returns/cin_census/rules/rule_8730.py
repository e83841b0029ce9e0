"""A child protection plan says how many the child had before: a whole number, 0 if none."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8730",
    "error",
    "ChildProtectionPlans.NumberOfPreviousCPP",
    says="The number of earlier child protection plans is missing or is not a number. Give it; 0 if there was none.",
)
def broken(census: Census) -> Table:
    found = census.protection_plans
    return found.filter(found.NumberOfPreviousCPP.isnull()).select(ChildProtectionPlans="row")
