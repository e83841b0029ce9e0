"""An assessment that is authorised was authorised in the census year, from 1 April to the reference date."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8696",
    "error",
    "Assessments.AssessmentAuthorisationDate",
    says="The authorisation is not in the census year. Check it; an assessment finished before the year is left out.",
)
def broken(census: Census) -> Table:
    found = census.assessments
    return found.filter(census.not_in_the_year(found.AssessmentAuthorisationDate)).select(Assessments="row")
