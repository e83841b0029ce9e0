"""An assessment that is not authorised started in the census year.

One without a start says nothing of when it started.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8736",
    "error",
    "Assessments.AssessmentAuthorisationDate",
    "Assessments.AssessmentActualStartDate",
    says="This unfinished assessment did not start in the census year. Give its authorisation, or check its start.",
)
def broken(census: Census) -> Table:
    found = census.assessments
    found = found.filter(
        found.AssessmentAuthorisationDate.isnull() & census.not_in_the_year(found.AssessmentActualStartDate)
    )
    return found.select(Assessments="row")
