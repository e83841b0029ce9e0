"""An episode has at most one Section 47 enquiry that is still open.

Open: no conference date, and no flag that says a conference is not required. All that are open are told.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8839",
    "error",
    "Section47.DateOfInitialCPC",
    says="This episode has two or more open Section 47 enquiries. Give the conference, or say that none was required.",
)
def broken(census: Census) -> Table:
    records = census.section_47s
    is_open = records.filter(records.DateOfInitialCPC.isnull() & ~records.ICPCnotRequired.fill_null(False))
    found = is_open.mutate(together=is_open.row.count().over(group_by="episode"))
    return found.filter(found.together > 1).select(Section47="row")
