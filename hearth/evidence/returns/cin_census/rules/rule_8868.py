"""In a closed episode each Section 47 enquiry has either a conference date or the flag that no conference was required.

A flag that is absent or means nothing says no. The date is that of the enquiry itself: one on the episode does not count.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8868",
    "error",
    "Section47.DateOfInitialCPC",
    "Section47.ICPCnotRequired",
    "CINdetails.CINclosureDate",
    says="In a closed episode an enquiry has a date of conference, or says none was required. Give one, not both.",
)
def broken(census: Census) -> Table:
    section_47s = census.section_47s
    both_or_neither = section_47s.DateOfInitialCPC.notnull() == section_47s.ICPCnotRequired.fill_null(False)
    found = census.with_episode(section_47s.filter(both_or_neither))
    return found.filter(found.CINclosureDate.notnull()).select(Section47="row", CINdetails="episode")
