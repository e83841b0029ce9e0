"""An episode that is closed was closed in the census year, from 1 April to the reference date."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8620",
    "error",
    "CINdetails.CINclosureDate",
    says="The closure is not in the census year. Check it; an episode closed before the year is left out.",
)
def broken(census: Census) -> Table:
    found = census.episodes
    return found.filter(census.not_in_the_year(found.CINclosureDate)).select(CINdetails="row")
