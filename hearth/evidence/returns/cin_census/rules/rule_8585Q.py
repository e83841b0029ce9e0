"""A child of whom an episode says that it closed because they died has a date of death."""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8585Q",
    "query",
    "ChildIdentifiers.PersonDeathDate",
    "CINdetails.ReasonForClosure",
    says="The episode closed because the child died, and there is no date of death. Give the date, or check the reason.",
)
def broken(census: Census) -> Table:
    found = census.with_child(census.episodes.filter(ibis._.ReasonForClosure == "RC2"))
    found = found.filter(found.PersonDeathDate.isnull())
    return found.select(ChildIdentifiers="child", CINdetails="episode")
