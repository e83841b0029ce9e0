"""No two children of the return have the same unique pupil number."""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "1520",
    "error",
    "ChildIdentifiers.UPN",
    says="Two children have this unique pupil number. Find out whose it is, or whether they are the same child.",
)
def broken(census: Census) -> Table:
    children = census.children.filter(ibis._.UPN.notnull())
    times = children.UPN.count().over(group_by="UPN")
    return children.mutate(times=times).filter(ibis._.times > 1).select(ChildIdentifiers="row")
