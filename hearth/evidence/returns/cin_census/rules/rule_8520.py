"""No child is born after the reference date."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8520",
    "error",
    "ChildIdentifiers.PersonBirthDate",
    says="The birth date is after the end of the year. Check it; for a child not yet born give the expected birth date.",
)
def broken(census: Census) -> Table:
    found = census.children
    return found.filter(found.PersonBirthDate > census.reference_date).select(ChildIdentifiers="row")
