"""An initial conference that follows an enquiry is not before the referral of the episode it stands in."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "1104",
    "error",
    "Section47.DateOfInitialCPC",
    "CINdetails.CINreferralDate",
    says="The initial child protection conference is before the referral. Check both dates.",
)
def broken(census: Census) -> Table:
    found = census.with_episode(census.section_47s)
    found = found.filter(found.DateOfInitialCPC < found.CINreferralDate)
    return found.select(Section47="row", CINdetails="episode")
