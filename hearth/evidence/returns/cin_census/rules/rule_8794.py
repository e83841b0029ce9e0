"""A disability code stands only once for a child."""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8794",
    "error",
    "Disabilities.Disability",
    says="This disability is recorded more than once for the child. Leave it once.",
)
def broken(census: Census) -> Table:
    given = census.disabilities.filter(ibis._.Disability.notnull())
    found = given.mutate(times=given.row.count().over(group_by=["child", "Disability"]))
    return found.filter(found.times > 1).select(Disabilities="row")
