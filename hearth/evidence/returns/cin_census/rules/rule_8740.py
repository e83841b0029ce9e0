"""A Section 47 enquiry whose conference is still to come started in the census year.

A conference is required unless the flag says that it is not, however yes and no are written: a flag that is absent does
not say so. One without a start says nothing of when it started.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8740",
    "error",
    "Section47.S47ActualStartDate",
    "Section47.DateOfInitialCPC",
    "Section47.ICPCnotRequired",
    says="This enquiry without a conference did not start in the census year. Give the conference, or check the start.",
)
def broken(census: Census) -> Table:
    found = census.section_47s
    found = found.filter(
        found.DateOfInitialCPC.isnull()
        & ~found.ICPCnotRequired.fill_null(False)
        & census.not_in_the_year(found.S47ActualStartDate)
    )
    return found.select(Section47="row")
