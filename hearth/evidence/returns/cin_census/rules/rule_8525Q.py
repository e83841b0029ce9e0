"""A child has a birth date or an expected birth date, and not both."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8525Q",
    "query",
    "ChildIdentifiers.PersonBirthDate",
    "ChildIdentifiers.ExpectedPersonBirthDate",
    says="Give either a birth date or, for a child not yet born, an expected birth date: one of them and not both.",
)
def broken(census: Census) -> Table:
    found = census.children
    found = found.filter(found.PersonBirthDate.isnull() == found.ExpectedPersonBirthDate.isnull())
    return found.select(ChildIdentifiers="row")
