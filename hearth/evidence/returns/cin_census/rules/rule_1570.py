"""A child's number in the authority has at most 20 characters. From 2024-25."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "1570",
    "error",
    "ChildIdentifiers.LAchildID",
    says="The child's number is longer than 20 characters. Give a shorter one, and the same in every year.",
    since=2025,
)
def broken(census: Census) -> Table:
    children = census.children
    return children.filter(children.LAchildID.length() > 20).select(ChildIdentifiers="row")
