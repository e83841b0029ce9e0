"""A UPN is missing for UN7, a referral without further action, only if none of the child's referrals went further.

A referral without a flag does not say that it ended there, so it is told too.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census, no_further_action
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8772",
    "error",
    "ChildIdentifiers.UPNunknown",
    "CINdetails.ReferralNFA",
    says="UN7 is for a child whose referrals all ended without further action. Give the UPN, or another reason.",
)
def broken(census: Census) -> Table:
    children = census.children.filter(ibis._.UPNunknown == "UN7").select("child")
    found = census.episodes.filter(~no_further_action(census.episodes)).join(children, "child")
    return found.select(ChildIdentifiers="child", CINdetails="episode")
