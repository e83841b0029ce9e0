"""Every child has an ethnicity, one of the 20 codes."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "4220",
    "error",
    "ChildCharacteristics.Ethnicity",
    says="The ethnicity is missing or is not one of the codes. Give a code; NOBT says that it is not yet known.",
)
def broken(census: Census) -> Table:
    found = census.children
    found = found.filter(found.Ethnicity.isnull() | found.Ethnicity.notin(census.codes("ethnicitytype")))
    return found.select(ChildCharacteristics="row")
