"""Factor 18A is no longer used: 18B and 18C replace it.

From 2024-25. The day of the assessment does not matter.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8945Q",
    "query",
    "Assessments.AssessmentFactors",
    says="Factor 18A is no longer used for physical abuse. Use 18B (by a child) or 18C (by an adult).",
    since=2025,
    changed="New in 2024-25.",
)
def broken(census: Census) -> Table:
    factors = census.factors
    return factors.filter(factors.AssessmentFactors == "18A").select(Assessments="assessment").distinct()
