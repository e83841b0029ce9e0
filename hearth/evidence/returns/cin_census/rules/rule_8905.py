"""Each protection plan has an initial category of abuse from the census's list."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8905",
    "error",
    "ChildProtectionPlans.InitialCategoryOfAbuse",
    says="This protection plan has no initial category of abuse, or not NEG, PHY, SAB, EMO or MUL. Give one of these.",
)
def broken(census: Census) -> Table:
    plans = census.protection_plans
    valid = plans.InitialCategoryOfAbuse.isin(census.codes("categoryofabusetype")).fill_null(False)
    return plans.filter(~valid).select(ChildProtectionPlans="row")
