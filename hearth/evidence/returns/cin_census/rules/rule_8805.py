"""An episode with a closure date has a reason for closure. Whether it is one of the codes is asked by rule 8640."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8805",
    "error",
    "CINdetails.CINclosureDate",
    "CINdetails.ReasonForClosure",
    says="This episode is closed without a reason. Give the reason for closure.",
)
def broken(census: Census) -> Table:
    found = census.episodes
    return found.filter(found.CINclosureDate.notnull() & found.ReasonForClosure.isnull()).select(CINdetails="row")
