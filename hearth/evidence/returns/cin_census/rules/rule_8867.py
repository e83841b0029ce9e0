"""A closed episode holds no assessment that is not authorised."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8867",
    "error",
    "CINdetails.CINclosureDate",
    "Assessments.AssessmentAuthorisationDate",
    says="This episode is closed and has an assessment that is not finished. When was it authorised?",
)
def broken(census: Census) -> Table:
    found = census.assessments.filter(lambda each: each.AssessmentAuthorisationDate.isnull())
    found = census.with_episode(found)
    return found.filter(found.CINclosureDate.notnull()).select(CINdetails="episode", Assessments="row")
