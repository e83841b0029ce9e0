"""An assessment authorised since the start of the census year lists at least one factor, and only codes of the census's list.

An empty element lists nothing. 18A and 19A are still in the list: rules 8945Q and 8950Q ask about them.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8897Q",
    "query",
    "Assessments.AssessmentAuthorisationDate",
    "Assessments.AssessmentFactors",
    says="This finished assessment has no factors, or one not in the list. Give those identified, or 21 if none were.",
)
def broken(census: Census) -> Table:
    factors = census.factors
    listed = (
        factors.filter(factors.AssessmentFactors.notnull())
        .group_by("assessment")
        .aggregate(valid=factors.AssessmentFactors.isin(census.codes("assessmentfactorstype")).all())
    )
    finished = census.assessments
    finished = finished.filter(finished.AssessmentAuthorisationDate >= census.year_start).select("row", "assessment")
    found = finished.left_join(listed, "assessment")
    return found.filter(~found.valid.fill_null(False)).select(Assessments="row")
