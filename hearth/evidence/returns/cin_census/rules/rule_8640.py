"""A reason for closure is one of the codes, RC1 to RC9, written as the list has them."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8640",
    "error",
    "CINdetails.ReasonForClosure",
    says="This reason for closure is not one of the codes. Give one from RC1 to RC9.",
)
def broken(census: Census) -> Table:
    found = census.episodes
    return found.filter(found.ReasonForClosure.notin(census.codes("reasonforclosuretype"))).select(CINdetails="row")
