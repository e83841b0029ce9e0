"""A child protection plan has a start date, no later than the reference date."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8720",
    "error",
    "ChildProtectionPlans.CPPstartDate",
    says="The plan has no start, or starts after the end of the census year. Give the day it started.",
)
def broken(census: Census) -> Table:
    found = census.protection_plans
    start = found.CPPstartDate
    return found.filter(start.isnull() | (start > census.reference_date)).select(ChildProtectionPlans="row")
