"""A referral closed with no further action was made in the census year, or at most one working day before it.

A referral on the last working day before the year, or on a day between that and the year, is not told. The day differs
from year to year: Easter may fall before 1 April.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8569Q",
    "query",
    "CINdetails.CINreferralDate",
    says="This referral was closed with no further action and was made before the census year. Check its date, or leave it out.",
)
def broken(census: Census) -> Table:
    found = census.episodes
    found = found.filter(found.ReferralNFA & (found.CINreferralDate < census.day("last_working_day_before")))
    return found.select(CINdetails="row")
