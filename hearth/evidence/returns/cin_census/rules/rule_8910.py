"""Each protection plan has a latest category of abuse from the census's list."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8910",
    "error",
    "ChildProtectionPlans.LatestCategoryOfAbuse",
    says="This protection plan has no latest category of abuse, or not NEG, PHY, SAB, EMO or MUL. Give one of these.",
)
def broken(census: Census) -> Table:
    plans = census.protection_plans
    valid = plans.LatestCategoryOfAbuse.isin(census.codes("categoryofabusetype")).fill_null(False)
    return plans.filter(~valid).select(ChildProtectionPlans="row")
