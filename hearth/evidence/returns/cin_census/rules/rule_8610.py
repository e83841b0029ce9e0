"""A referral taken forward has a primary need code.

Taken forward: the flag says so; one without a flag is told by rule 8568. Whether the code is one of the list is asked
by rule 8650.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8610",
    "error",
    "CINdetails.ReferralNFA",
    "CINdetails.PrimaryNeedCode",
    says="This referral was taken forward and has no primary need code. Give the code; N0 says that it is not stated.",
)
def broken(census: Census) -> Table:
    found = census.episodes
    return found.filter(~found.ReferralNFA & found.PrimaryNeedCode.isnull()).select(CINdetails="row")
