"""Every child has at least one episode."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8590",
    "error",
    "ChildIdentifiers.LAchildID",
    says="This child has no episode. Give the episode that was open in the year, or leave the child out.",
)
def broken(census: Census) -> Table:
    return census.children.anti_join(census.episodes, "child").select(ChildIdentifiers="row")
