"""A referral closed with no further action has no child in need plan."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census, no_further_action
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "4000",
    "error",
    "CINplanDates.LAchildID",
    "CINdetails.ReferralNFA",
    says="The referral is marked as no further action and has a child in need plan. Correct the mark, or take the plan out.",
)
def broken(census: Census) -> Table:
    found = census.with_episode(census.cin_plans)
    return found.filter(no_further_action(found)).select(CINplanDates="row", CINdetails="episode")
