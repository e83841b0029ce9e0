"""Every referral says whether it was closed with no further action: 0, 1, false or true."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8568",
    "error",
    "CINdetails.ReferralNFA",
    says="Whether the referral was closed with no further action is missing or not understood. Write 1 or true, or 0 or false.",
)
def broken(census: Census) -> Table:
    found = census.episodes
    return found.filter(found.ReferralNFA.isnull()).select(CINdetails="row")
