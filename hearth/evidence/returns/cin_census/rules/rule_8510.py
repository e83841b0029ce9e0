"""No two children of the return have the same number."""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8510",
    "error",
    "ChildIdentifiers.LAchildID",
    says="Two children have this number. Each child has a number of their own, the same in every year.",
)
def broken(census: Census) -> Table:
    children = census.children
    times = children.LAchildID.count().over(group_by="LAchildID")
    return children.mutate(times=times).filter(ibis._.times > 1).select(ChildIdentifiers="row")
