"""A child is not referred after the day they died."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8555Q",
    "query",
    "CINdetails.CINreferralDate",
    "ChildIdentifiers.PersonDeathDate",
    says="The referral is after the date of death. Check both dates.",
)
def broken(census: Census) -> Table:
    found = census.with_child(census.episodes)
    found = found.filter(found.CINreferralDate > found.PersonDeathDate)
    return found.select(CINdetails="episode", ChildIdentifiers="child")
