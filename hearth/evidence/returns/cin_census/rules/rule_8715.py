"""The conference of a Section 47 enquiry was held in the census year, from 1 April to the reference date."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8715",
    "error",
    "Section47.DateOfInitialCPC",
    says="The conference of this Section 47 enquiry is not in the census year. Check its date.",
)
def broken(census: Census) -> Table:
    found = census.section_47s
    return found.filter(census.not_in_the_year(found.DateOfInitialCPC)).select(Section47="row")
