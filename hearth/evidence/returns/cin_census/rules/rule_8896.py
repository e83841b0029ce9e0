"""An episode has at most one assessment that is not authorised. All of them are told when there are more."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8896",
    "error",
    "Assessments.AssessmentAuthorisationDate",
    says="This episode has more than one assessment that is not finished. When was each authorised?",
)
def broken(census: Census) -> Table:
    found = census.assessments.filter(lambda each: each.AssessmentAuthorisationDate.isnull())
    times = found.row.count().over(group_by="episode")
    return found.mutate(times=times).filter(lambda each: each.times > 1).select(Assessments="row")
