"""A child's number in the authority has letters (A to Z, in either case) and digits only. From 2024-25."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "1580",
    "error",
    "ChildIdentifiers.LAchildID",
    says="The child's number may have only letters and digits: no spaces, dashes or other signs.",
    since=2025,
)
def broken(census: Census) -> Table:
    children = census.children
    return children.filter(~children.LAchildID.re_search("^[A-Za-z0-9]+$")).select(ChildIdentifiers="row")
