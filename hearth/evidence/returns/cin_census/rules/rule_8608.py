"""An assessment is not authorised before it starts."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8608",
    "error",
    "Assessments.AssessmentActualStartDate",
    "Assessments.AssessmentAuthorisationDate",
    says="The assessment was authorised before it started. Check both dates.",
)
def broken(census: Census) -> Table:
    found = census.assessments
    found = found.filter(found.AssessmentAuthorisationDate < found.AssessmentActualStartDate)
    return found.select(Assessments="row")
