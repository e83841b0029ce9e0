"""A Section 47 enquiry whose conference is still to come began within the 15 working days before the reference date.

One begun on the fifteenth working day before is in time. A conference is required unless the flag says that it is not: a
flag that is absent does not say so.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8675Q",
    "query",
    "Section47.DateOfInitialCPC",
    "Section47.S47ActualStartDate",
    "Section47.ICPCnotRequired",
    says="This enquiry began over 15 working days before the year ended. Give its conference, or say that none was required.",
)
def broken(census: Census) -> Table:
    found = census.section_47s
    found = found.filter(
        found.DateOfInitialCPC.isnull()
        & ~found.ICPCnotRequired.fill_null(False)
        & (found.S47ActualStartDate < census.day("working_days_ago_15"))
    )
    return found.select(Section47="row")
