"""Within an episode no Section 47 enquiry starts while another is running.

One runs to its conference, whatever its flag says; without a conference to the reference date, and not at all when no
conference was required, because then its end is not known. The Department's rule says "on or between" the two days, so a
start on the day of the other's conference is told. Both enquiries are told: either may hold the wrong date.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census, overlapping
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8890",
    "error",
    "Section47.S47ActualStartDate",
    "Section47.DateOfInitialCPC",
    says="Two Section 47 enquiries of this episode run at the same time. Check the start and the conference of both.",
)
def broken(census: Census) -> Table:
    found = census.section_47s.filter(lambda each: each.S47ActualStartDate.notnull())
    open_until = ibis.ifelse(found.ICPCnotRequired.fill_null(False), ibis.null("date"), census.reference_date)
    found = found.select("row", "episode", start="S47ActualStartDate", end=found.DateOfInitialCPC.coalesce(open_until))
    return overlapping(found, "episode").select(Section47="row")
