"""Factor 19A is no longer used: 19B and 19C replace it.

From 2024-25. The day of the assessment does not matter.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8950Q",
    "query",
    "Assessments.AssessmentFactors",
    says="Factor 19A is no longer used for sexual abuse. Use 19B (by a child) or 19C (by an adult).",
    since=2025,
    changed="New in 2024-25.",
)
def broken(census: Census) -> Table:
    factors = census.factors
    return factors.filter(factors.AssessmentFactors == "19A").select(Assessments="assessment").distinct()
