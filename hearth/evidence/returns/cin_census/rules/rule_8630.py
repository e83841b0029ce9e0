"""An episode does not close before its referral. One may close on the day of the referral."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8630",
    "error",
    "CINdetails.CINreferralDate",
    "CINdetails.CINclosureDate",
    says="This episode closes before its referral. Check both dates.",
)
def broken(census: Census) -> Table:
    found = census.episodes
    return found.filter(found.CINclosureDate < found.CINreferralDate).select(CINdetails="row")
