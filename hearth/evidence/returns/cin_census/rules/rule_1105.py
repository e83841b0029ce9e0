"""A child protection plan does not start before the referral of the episode it stands in."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "1105",
    "error",
    "ChildProtectionPlans.CPPstartDate",
    "CINdetails.CINreferralDate",
    says="The child protection plan starts before the referral. Check both dates.",
)
def broken(census: Census) -> Table:
    found = census.with_episode(census.protection_plans)
    found = found.filter(found.CPPstartDate < found.CINreferralDate)
    return found.select(ChildProtectionPlans="plan", CINdetails="episode")
