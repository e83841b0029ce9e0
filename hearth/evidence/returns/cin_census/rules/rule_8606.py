"""A child is not referred more than 280 days, 40 weeks, before their birth or expected birth.

Of a child with both dates (which 8525Q asks about) neither may be so late: one of them must be wrong then.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8606",
    "error",
    "CINdetails.CINreferralDate",
    "ChildIdentifiers.PersonBirthDate",
    "ChildIdentifiers.ExpectedPersonBirthDate",
    says="The referral is more than 40 weeks before the child was or will be born. Check the dates.",
)
def broken(census: Census) -> Table:
    found = census.with_child(census.episodes)
    earliest = found.CINreferralDate + ibis.interval(days=280)
    found = found.filter((found.PersonBirthDate > earliest) | (found.ExpectedPersonBirthDate > earliest))
    return found.select(CINdetails="episode", ChildIdentifiers="child")
