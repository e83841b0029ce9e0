"""A Section 47 with a conference date has a start date, no later than the conference."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8615",
    "error",
    "Section47.S47ActualStartDate",
    "Section47.DateOfInitialCPC",
    says="This Section 47 enquiry has no start, or starts after its conference. Give the start, or check both.",
)
def broken(census: Census) -> Table:
    found = census.section_47s
    start, conference = found.S47ActualStartDate, found.DateOfInitialCPC
    found = found.filter(conference.notnull() & (start.isnull() | (start > conference)))
    return found.select(Section47="row")
