"""An episode with a reason for closure has a closure date."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8810",
    "error",
    "CINdetails.ReasonForClosure",
    "CINdetails.CINclosureDate",
    says="This episode has a reason for closure and no closure date. Give the date, or remove the reason.",
)
def broken(census: Census) -> Table:
    found = census.episodes
    return found.filter(found.ReasonForClosure.notnull() & found.CINclosureDate.isnull()).select(CINdetails="row")
