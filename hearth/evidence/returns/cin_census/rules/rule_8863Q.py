"""Within an episode no assessment starts while another is running.

The Department's rule says "on or between" the two days, so a start on the day another is authorised is asked about, and
so is one on the reference date beside an assessment that is not authorised. Both assessments are told: either may hold
the wrong date. Of two that start on one day each starts while the other runs.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census, overlapping
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8863Q",
    "query",
    "Assessments.AssessmentActualStartDate",
    "Assessments.AssessmentAuthorisationDate",
    says="Two assessments of this episode run at the same time. Check the start and the end of both.",
)
def broken(census: Census) -> Table:
    found = census.assessments.select("row", "episode", "AssessmentActualStartDate", "AssessmentAuthorisationDate")
    found = found.filter(found.AssessmentActualStartDate.notnull()).select(
        "row",
        "episode",
        start="AssessmentActualStartDate",
        end=found.AssessmentAuthorisationDate.coalesce(census.reference_date),
    )
    return overlapping(found, "episode").select(Assessments="row")
