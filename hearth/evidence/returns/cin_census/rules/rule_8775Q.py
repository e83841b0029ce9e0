"""No episode of a person is open or closed after their 25th birthday.

An open episode runs to the reference date; a referral without further action that shows no closure ended on its own day.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census, no_further_action
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8775Q",
    "query",
    "ChildIdentifiers.PersonBirthDate",
    "CINdetails.CINclosureDate",
    says="This episode runs beyond the 25th birthday. Check the date of birth and the closure.",
)
def broken(census: Census) -> Table:
    children = census.children.select("child", birthday=ibis._.PersonBirthDate + ibis.interval(years=25))
    found = census.episodes.join(children.filter(ibis._.birthday < census.reference_date), "child")
    without_closure = ibis.ifelse(no_further_action(found), found.CINreferralDate, census.reference_date)
    found = found.filter(found.CINclosureDate.coalesce(without_closure) > found.birthday)
    return found.select(ChildIdentifiers="child", CINdetails="episode")
