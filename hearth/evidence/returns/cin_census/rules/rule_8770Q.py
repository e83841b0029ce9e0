"""A child of school age with a referral taken forward has a UPN, or a reason from UN2 to UN7 for having none.

UN1 says that the child is not of school age. School age, from 2024-25: five or over on the 31 August before the reference
date, and so bound to be in school for all of that school year (Education Act 1996, section 8). Until 2023-24: more than
five, that is, six or over on the reference date. No age is too old: a number stays with a pupil. A referral is taken
forward if the flag says so (8568 asks for the flag); UN7 beside one is told by 8772.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8770Q",
    "query",
    "ChildIdentifiers.UPN",
    "ChildIdentifiers.UPNunknown",
    says="This child is of school age and has no UPN and no reason for that. Give the UPN, or a reason from UN2 to UN7.",
    changed="Until 2023-24 from six years on the reference date; from 2024-25 from five on the 31 August before.",
)
def broken(census: Census) -> Table:
    found = census.children
    if census.year >= 2025:
        of_school_age = found.PersonBirthDate <= census.day("of_school_age_if_born_by")
    else:
        of_school_age = found.PersonBirthDate + ibis.interval(years=6) <= census.reference_date
    reasons = sorted(set(census.codes("unknownupntype")) - {"UN1"})
    without = found.UPN.isnull() & (found.UPNunknown.isnull() | found.UPNunknown.notin(reasons))
    taken_forward = census.episodes.filter(~ibis._.ReferralNFA)
    return found.filter(of_school_age & without).semi_join(taken_forward, "child").select(ChildIdentifiers="row")
