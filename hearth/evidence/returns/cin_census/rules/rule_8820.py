"""No episode of a child starts on the day that another starts, or while another runs.

An episode runs to the day before its closure, so one may start on the day another ends. An open episode taken forward runs
to the reference date, that day included. A referral without further action that shows no closure does not run, but may not
fall into another's run: a child whose case is open is not referred again. Both episodes are told.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census, overlapping
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
    runs_on = ibis.ifelse(~episodes.ReferralNFA, census.day("day_after"), ibis.null("date"))
    episodes = episodes.select("row", "child", start="CINreferralDate", end=episodes.CINclosureDate.coalesce(runs_on))
    return overlapping(episodes, "child", is_last_day_inside=False).select(CINdetails="row")
