"""A child's protection plans do not overlap, in whichever episodes they stand.

No plan starts within another, from the day that starts to the day it ends, both included; one that is open runs to the
reference date. Both plans are told: either may hold the wrong date.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census, overlapping
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8940",
    "error",
    "ChildProtectionPlans.CPPstartDate",
    "ChildProtectionPlans.CPPendDate",
    says="Two protection plans of this child overlap. Check the start and the end of both.",
)
def broken(census: Census) -> Table:
    found = census.protection_plans
    found = found.filter(found.CPPstartDate.notnull()).select(
        "row", "child", start="CPPstartDate", end=found.CPPendDate.coalesce(census.reference_date)
    )
    return overlapping(found, "child").select(ChildProtectionPlans="row")
