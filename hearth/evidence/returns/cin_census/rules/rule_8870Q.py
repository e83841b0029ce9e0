"""The target date of the initial conference is not a Saturday or Sunday."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule

SATURDAY = 5  # Monday is 0


@rule(
    "8870Q",
    "query",
    "Section47.InitialCPCtarget",
    says="The target date of the initial conference is a weekend. Check the date.",
)
def broken(census: Census) -> Table:
    section_47s = census.section_47s
    return section_47s.filter(section_47s.InitialCPCtarget.day_of_week.index() >= SATURDAY).select(Section47="row")
