"""An expected birth date is from 30 days before the reference date to nine months after it, both days included.

Nine months are months of the calendar: from 31 March to 31 December.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8530Q",
    "query",
    "ChildIdentifiers.ExpectedPersonBirthDate",
    says="The expected birth date is long past or too far ahead. Check it, or give the birth date of a child now born.",
)
def broken(census: Census) -> Table:
    expected = census.children.ExpectedPersonBirthDate
    too_early = expected < census.reference_date - ibis.interval(days=30)
    too_late = expected > census.reference_date + ibis.interval(months=9)
    return census.children.filter(too_early | too_late).select(ChildIdentifiers="row")
