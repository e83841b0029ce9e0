"""Factor 21, none identified, stands alone in an assessment.

21 written twice is not another factor: rule 8898 tells that. A code beside it that is not in the list is another factor.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8869",
    "error",
    "Assessments.AssessmentFactors",
    says="This assessment says that no factors were identified and names others too. Take out one or the other.",
)
def broken(census: Census) -> Table:
    factors = census.factors
    listed = factors.group_by("assessment").aggregate(
        none=(factors.AssessmentFactors == "21").any(), others=(factors.AssessmentFactors != "21").any()
    )
    return listed.filter(listed.none & listed.others).select(Assessments="assessment")
