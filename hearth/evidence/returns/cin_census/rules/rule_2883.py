"""Across the return, no more child protection plans start in the year than initial conferences are held in it.

Conferences are counted wherever they are recorded: with an episode itself or with a Section 47 enquiry.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "2883",
    "error",
    "ChildProtectionPlans.CPPstartDate",
    "CINdetails.DateOfInitialCPC",
    "Section47.DateOfInitialCPC",
    says="More child protection plans started in the year than initial conferences were held. Look for what is missing.",
    scope="return",
)
def broken(census: Census) -> Table:
    plans = census.protection_plans.filter(census.in_the_year(ibis._.CPPstartDate)).select(plan=1, conference=0)
    conferences = [
        table.filter(census.in_the_year(table.DateOfInitialCPC)).select(plan=0, conference=1)
        for table in (census.episodes, census.section_47s)
    ]
    told = ibis.union(plans, *conferences).aggregate(plans=ibis._.plan.sum(), conferences=ibis._.conference.sum())
    message = (
        ibis.literal("Child protection plans that started in the year: ")
        + told.plans.cast("string")
        + "; initial conferences held in it: "
        + told.conferences.cast("string")
        + ". No plan starts without a conference: look for those not recorded."
    )
    return told.mutate(message=message).filter(ibis._.plans > ibis._.conferences).select("message")
