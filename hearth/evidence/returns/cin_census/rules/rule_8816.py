"""An open episode whose referral was taken forward is the child's latest.

Every later referral counts, also one without further action: while an episode is open there is no new referral. Only the
open episode is told. Two referrals of one day are both the latest.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8816",
    "error",
    "CINdetails.CINreferralDate",
    says="This episode is still open, though the child was referred again later. Close it, or check the dates.",
)
def broken(census: Census) -> Table:
    episodes = census.episodes
    found = episodes.mutate(latest=episodes.CINreferralDate.max().over(group_by="child"))
    found = found.filter(found.CINclosureDate.isnull() & ~found.ReferralNFA & (found.CINreferralDate < found.latest))
    return found.select(CINdetails="row")
