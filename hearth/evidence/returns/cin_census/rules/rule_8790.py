"""A child with no disability, NONE, has no other disability code.

All codes of the child are told, since any of them may be the wrong one. Only NONE twice is rule 8794's.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8790",
    "error",
    "Disabilities.Disability",
    says="This child is recorded with no disability and with a disability. Remove the one that is wrong.",
)
def broken(census: Census) -> Table:
    given = census.disabilities.filter(ibis._.Disability.notnull())
    given = given.mutate(is_none=(given.Disability == "NONE").cast("int64"))
    found = given.mutate(
        some=given.is_none.max().over(group_by="child"), every=given.is_none.min().over(group_by="child")
    )
    return found.filter(found.some > found.every).select(Disabilities="row")
