"""Across the return, at least one disabled child has more than one disability.

The same code twice is one disability. Where no child is recorded as disabled there is nobody to look at here, and rule
2887Q asks.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "2888Q",
    "query",
    "Disabilities.Disability",
    says="No disabled child has more than one disability recorded. Record each that a child has, or explain why none has.",
    scope="return",
)
def broken(census: Census) -> Table:
    disabilities = census.disabilities
    known = sorted({*census.codes("disabilitytype")} - {"NONE"})
    of_each = disabilities.filter(disabilities.Disability.isin(known)).group_by("child")
    told = of_each.aggregate(kinds=ibis._.Disability.nunique()).aggregate(most=ibis._.kinds.max())
    return told.filter(ibis._.most == 1).select(message=ibis.null("string"))
