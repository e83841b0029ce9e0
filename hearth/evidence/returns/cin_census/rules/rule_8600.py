"""Every episode has the date of its referral, the reference date or before it."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8600",
    "error",
    "CINdetails.CINreferralDate",
    says="The date of the referral is missing or is after the end of the year. Give the day the referral was received.",
)
def broken(census: Census) -> Table:
    found = census.episodes
    found = found.filter(found.CINreferralDate.isnull() | (found.CINreferralDate > census.reference_date))
    return found.select(CINdetails="row")
