"""An episode whose only assessment has factor 21 is closed after assessment: RC8 or RC9.

Factor 21 means that nothing was found and no further action follows, so an episode that is still open, without a reason,
is asked about as well. An assessment counts as one whether it is authorised or not.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8873Q",
    "query",
    "Assessments.AssessmentFactors",
    "CINdetails.ReasonForClosure",
    says="The only assessment found no factors (21), so closure as RC8 or RC9 is expected. Check the factors and the reason.",
)
def broken(census: Census) -> Table:
    none_found = census.factors.filter(lambda each: each.AssessmentFactors == "21").select("assessment").distinct()
    assessments = census.assessments.group_by("episode").aggregate(
        assessments=lambda each: each.count(), assessment=lambda each: each.assessment.min()
    )
    found = assessments.filter(assessments.assessments == 1).join(none_found, "assessment")
    episodes = census.episodes
    after_assessment = episodes.ReasonForClosure.isin(["RC8", "RC9"]).fill_null(False)
    found = episodes.filter(~after_assessment).select("episode").join(found, "episode")
    return found.select(Assessments="assessment", CINdetails="episode")
