"""A child who died did so in the census year, its first and last day included."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8545Q",
    "query",
    "ChildIdentifiers.PersonDeathDate",
    says="The date of death is outside the census year. Check it.",
)
def broken(census: Census) -> Table:
    found = census.children
    return found.filter(census.not_in_the_year(found.PersonDeathDate)).select(ChildIdentifiers="row")
