"""A child who died has a birth date, on the day of death or before it."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8535Q",
    "query",
    "ChildIdentifiers.PersonDeathDate",
    "ChildIdentifiers.PersonBirthDate",
    says="This child has a date of death, and no birth date or a later one. Check both dates.",
)
def broken(census: Census) -> Table:
    found = census.children
    found = found.filter(
        found.PersonDeathDate.notnull()
        & (found.PersonBirthDate.isnull() | (found.PersonDeathDate < found.PersonBirthDate))
    )
    return found.select(ChildIdentifiers="row")
