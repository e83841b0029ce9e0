"""The initial conference of a Section 47 enquiry is not held on a Saturday or Sunday."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule

SATURDAY = 5  # Monday is 0


@rule(
    "8875",
    "error",
    "Section47.DateOfInitialCPC",
    says="The date of the initial conference is a weekend. Give the day it was held.",
)
def broken(census: Census) -> Table:
    section_47s = census.section_47s
    return section_47s.filter(section_47s.DateOfInitialCPC.day_of_week.index() >= SATURDAY).select(Section47="row")
