"""Across the return, more than seven different disabilities are recorded; that a child has none is not one of them.

Codes that the census does not have are not counted.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "2887Q",
    "query",
    "Disabilities.Disability",
    says="Seven or fewer kinds of disability are recorded for all children together. Record each, or explain why so few.",
    scope="return",
)
def broken(census: Census) -> Table:
    disabilities = census.disabilities
    known = sorted({*census.codes("disabilitytype")} - {"NONE"})
    told = disabilities.filter(disabilities.Disability.isin(known)).aggregate(kinds=ibis._.Disability.nunique())
    message = (
        ibis.literal("Kinds of disability recorded for all children together: ")
        + told.kinds.cast("string")
        + ", and more than seven are expected. Record each that a child has, or explain why so few."
    )
    return told.mutate(message=message).filter(ibis._.kinds <= 7).select("message")
