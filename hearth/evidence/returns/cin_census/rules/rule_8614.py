"""An assessment lists factors only when it is authorised."""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8614",
    "error",
    "Assessments.AssessmentAuthorisationDate",
    "Assessments.AssessmentFactors",
    says="The assessment lists factors and is not authorised. Give the day it was authorised, or leave the factors out.",
)
def broken(census: Census) -> Table:
    found = census.assessments.filter(ibis._.AssessmentAuthorisationDate.isnull())
    listed = census.factors.filter(ibis._.AssessmentFactors.notnull())
    return found.semi_join(listed, "assessment").select(Assessments="row")
