"""Every child has the authority's number for them."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8500",
    "error",
    "ChildIdentifiers.LAchildID",
    says="This child has no number. Give the number that your council knows the child by, the same in every year.",
)
def broken(census: Census) -> Table:
    found = census.children
    return found.filter(found.LAchildID.isnull()).select(ChildIdentifiers="row")
