"""Across the return, no more than 2 in 100 children are born and have no usable sex recorded.

Of all children, as the census counts it, those not yet born too. A child is born who has no expected date of birth. Not
usable is what is absent, is no code of the census, or says that it is not known. Until 2023-24 the item was gender, where
"not specified" is an answer.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "2886Q",
    "query",
    "ChildIdentifiers.Sex",
    "ChildIdentifiers.ExpectedPersonBirthDate",
    says="More than 2 per cent of the children are born and have no sex recorded. Record it, or explain why it is not known.",
    scope="return",
    changed="From 2024-25 sex is asked for, before it gender.",
)
def broken(census: Census) -> Table:
    children = census.children
    if census.year >= 2025:
        usable = children.Sex.isin(sorted({*census.codes("sextype")} - {"U"}))
    else:
        usable = children.GenderCurrent.isin(sorted({*census.codes("gendercurrenttype")} - {"0"}))
    without = children.ExpectedPersonBirthDate.isnull() & ~usable.fill_null(False)
    told = children.aggregate(children=children.count(), without=without.sum())
    message = (
        ibis.literal("Born, and without a usable sex recorded: ")
        + told.without.cast("string")
        + " of "
        + told.children.cast("string")
        + " children, more than 2 per cent. Record it, or explain why it is not known."
    )
    return told.mutate(message=message).filter(ibis._.without * 50 > ibis._.children).select("message")
