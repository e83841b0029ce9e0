"""A child in need plan does not start before the referral of the episode it stands in."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "4015",
    "error",
    "CINplanDates.CINPlanStartDate",
    "CINdetails.CINreferralDate",
    says="The child in need plan starts before the referral. Check both dates.",
)
def broken(census: Census) -> Table:
    found = census.with_episode(census.cin_plans)
    found = found.filter(found.CINPlanStartDate < found.CINreferralDate)
    return found.select(CINplanDates="row", CINdetails="episode")
