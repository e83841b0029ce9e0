"""An episode with a child protection plan still open has no child in need plan still open."""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "4001",
    "error",
    "ChildProtectionPlans.CPPendDate",
    "CINplanDates.CINPlanEndDate",
    says="A child protection plan and a child in need plan are both open. Give the end of the one that has ended.",
)
def broken(census: Census) -> Table:
    protection = census.protection_plans.filter(ibis._.CPPendDate.isnull())
    in_need = census.cin_plans.filter(ibis._.CINPlanEndDate.isnull())
    nothing = ibis.null("int64")
    return ibis.union(
        protection.semi_join(in_need, "episode").select(ChildProtectionPlans="plan", CINplanDates=nothing),
        in_need.semi_join(protection, "episode").select(ChildProtectionPlans=nothing, CINplanDates="row"),
    )
