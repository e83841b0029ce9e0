"""An assessment lists each factor once."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8898",
    "error",
    "Assessments.AssessmentFactors",
    says="This assessment lists a factor more than once. List each factor once.",
)
def broken(census: Census) -> Table:
    factors = census.factors
    times = (
        factors.filter(factors.AssessmentFactors.notnull())
        .group_by("assessment", "AssessmentFactors")
        .aggregate(times=lambda each: each.count())
    )
    return times.filter(times.times > 1).select(Assessments="assessment").distinct()
