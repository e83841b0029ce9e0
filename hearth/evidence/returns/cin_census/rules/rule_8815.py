"""A child has at most one open episode, of those whose referral was taken forward.

Taken forward: the flag says so. All that are open are told, since any of them may be the one to close.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8815",
    "error",
    "CINdetails.CINclosureDate",
    says="This child has more than one open episode. Close those that have ended.",
)
def broken(census: Census) -> Table:
    is_open = census.episodes.filter(ibis._.CINclosureDate.isnull() & ~ibis._.ReferralNFA)
    found = is_open.mutate(together=is_open.row.count().over(group_by="child"))
    return found.filter(found.together > 1).select(CINdetails="row")
