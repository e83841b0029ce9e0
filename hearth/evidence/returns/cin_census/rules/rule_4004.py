"""An episode has at most one child in need plan without an end date."""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "4004",
    "error",
    "CINplanDates.CINPlanEndDate",
    says="This episode has more than one open child in need plan. Give the end of each that has ended.",
)
def broken(census: Census) -> Table:
    plans = census.cin_plans.filter(ibis._.CINPlanEndDate.isnull())
    times = plans.row.count().over(group_by="episode")
    return plans.mutate(times=times).filter(ibis._.times > 1).select(CINplanDates="row")
