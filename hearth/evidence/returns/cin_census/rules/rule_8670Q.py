"""An assessment is finished within 45 working days."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8670Q",
    "query",
    "Assessments.AssessmentAuthorisationDate",
    "Assessments.AssessmentActualStartDate",
    says="This assessment was still open at the end of the year, more than 45 working days after it began. Is it finished?",
)
def broken(census: Census) -> Table:
    found = census.assessments
    found = found.filter(
        found.AssessmentAuthorisationDate.isnull()
        & (found.AssessmentActualStartDate < census.day("working_days_ago_45"))
    )
    return found.select(Assessments="row")
