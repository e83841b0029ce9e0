"""A referral without further action holds no child protection plan, whatever is missing in the plan."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census, no_further_action
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8832",
    "error",
    "ChildProtectionPlans.LAchildID",
    "CINdetails.ReferralNFA",
    says="A referral without further action holds a child protection plan. Check the flag and the plan.",
)
def broken(census: Census) -> Table:
    ended = census.episodes.filter(no_further_action(census.episodes))
    found = census.protection_plans.semi_join(ended, "episode")
    return found.select(ChildProtectionPlans="row", CINdetails="episode")
