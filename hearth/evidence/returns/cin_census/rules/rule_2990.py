"""An episode closed after assessment holds no Section 47 enquiry, plan or initial conference.

Closed with no further action (RC8) or stepped down to early help (RC9). Each record that may not be there is told; the
episode itself only for a conference of its own.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule

TABLES = ("ChildProtectionPlans", "CINdetails", "CINplanDates", "Section47")


@rule(
    "2990",
    "error",
    "ChildProtectionPlans.LAchildID",
    "CINdetails.DateOfInitialCPC",
    "CINplanDates.LAchildID",
    "Section47.LAchildID",
    says="The episode closed after assessment, yet holds this enquiry, conference or plan. Check the reason for closure.",
)
def broken(census: Census) -> Table:
    closed = census.episodes.filter(ibis._.ReasonForClosure.isin(["RC8", "RC9"]))
    return ibis.union(
        _told("ChildProtectionPlans", census.protection_plans.semi_join(closed, "episode")),
        _told("CINdetails", closed.filter(closed.DateOfInitialCPC.notnull())),
        _told("CINplanDates", census.cin_plans.semi_join(closed, "episode")),
        _told("Section47", census.section_47s.semi_join(closed, "episode")),
    )


def _told(table: str, records: Table) -> Table:
    return records.select(**{each: records.row if each == table else ibis.null("int64") for each in TABLES})
