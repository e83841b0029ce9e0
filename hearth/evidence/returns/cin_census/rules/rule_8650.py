"""A primary need code is one of the codes, N0 to N9, written as the list has them."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8650",
    "error",
    "CINdetails.PrimaryNeedCode",
    says="This primary need is not one of the codes. Give one from N0 to N9.",
)
def broken(census: Census) -> Table:
    found = census.episodes
    return found.filter(found.PrimaryNeedCode.notin(census.codes("primaryneedcodetype"))).select(CINdetails="row")
