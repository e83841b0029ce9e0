"""A referral of 1 April 2013 or later has a referral source from the census's list."""

from __future__ import annotations

from datetime import date

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule

FIRST_DAY = date(2013, 4, 1)  # from which the census asks for the source


@rule(
    "8866",
    "error",
    "CINdetails.CINreferralDate",
    "CINdetails.ReferralSource",
    says="This referral has no source, or one that is not in the census's list. Give the source of the referral.",
)
def broken(census: Census) -> Table:
    episodes = census.episodes
    valid = episodes.ReferralSource.isin(census.codes("referralsourcetype")).fill_null(False)
    return episodes.filter((episodes.CINreferralDate >= FIRST_DAY) & ~valid).select(CINdetails="row")
