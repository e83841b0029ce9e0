"""Of a closed episode no assessment, Section 47, conference, protection plan end or child in need plan is after closure.

Only the items named are looked at: a protection plan is told by its end, and reviews have rules of their own. The day of
closure itself is allowed.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule

WITHIN = ("Assessments", "Section47", "ChildProtectionPlans", "CINplanDates")


@rule(
    "8565",
    "error",
    "CINdetails.CINclosureDate",
    "CINdetails.DateOfInitialCPC",
    "Assessments.AssessmentActualStartDate",
    "Assessments.AssessmentAuthorisationDate",
    "Section47.S47ActualStartDate",
    "Section47.DateOfInitialCPC",
    "ChildProtectionPlans.CPPendDate",
    "CINplanDates.CINPlanStartDate",
    "CINplanDates.CINPlanEndDate",
    says="Something in this episode is dated after the episode closed. Check that date and the closure.",
)
def broken(census: Census) -> Table:
    closed = census.episodes.filter(ibis._.CINclosureDate.notnull()).select("episode", "CINclosureDate")

    def late(table: str, records: Table, *dates: str) -> Table:
        found = records.select("row", "episode", *dates).join(closed, "episode")
        found = found.filter(ibis.or_(*(found[each] > found.CINclosureDate for each in dates)))
        rows = {each: found.row if each == table else ibis.null("int64") for each in WITHIN}
        return found.select(CINdetails="episode", **rows)

    return ibis.union(
        late("CINdetails", census.episodes, "DateOfInitialCPC"),
        late("Assessments", census.assessments, "AssessmentActualStartDate", "AssessmentAuthorisationDate"),
        late("Section47", census.section_47s, "S47ActualStartDate", "DateOfInitialCPC"),
        late("ChildProtectionPlans", census.protection_plans, "CPPendDate"),
        late("CINplanDates", census.cin_plans, "CINPlanStartDate", "CINPlanEndDate"),
    )
