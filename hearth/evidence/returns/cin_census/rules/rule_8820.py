"""No episode of a child starts on the day that another starts, or while another runs.

An episode runs to the day before its closure, so one may start on the day another ends. An open episode taken forward runs
to the reference date, that day included. A referral without further action that shows no closure does not run, but may not
fall into another's run: a child whose case is open is not referred again. Both episodes are told.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8820",
    "error",
    "CINdetails.CINreferralDate",
    "CINdetails.CINclosureDate",
    says="Two episodes of this child overlap. Check the referral and the closure of both.",
)
def broken(census: Census) -> Table:
    episodes = census.episodes
    several = episodes.mutate(together=episodes.row.count().over(group_by="child")).filter(ibis._.together > 1)
    runs = several.filter(several.CINclosureDate.notnull() | ~several.ReferralNFA)
    runs = runs.select("child", runs="row", start="CINreferralDate", end="CINclosureDate")
    pairs = runs.join(several.select("child", starts="row", day="CINreferralDate"), "child")
    pairs = pairs.filter((pairs.runs != pairs.starts) & census.running_on(pairs.day, pairs.start, pairs.end))
    return ibis.union(pairs.select(CINdetails="runs"), pairs.select(CINdetails="starts"))
