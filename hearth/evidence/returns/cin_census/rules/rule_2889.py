"""A Section 47 enquiry does not start before the referral of the episode it stands in."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "2889",
    "error",
    "CINdetails.CINreferralDate",
    "Section47.S47ActualStartDate",
    says="The Section 47 enquiry starts before the referral. Check both dates.",
)
def broken(census: Census) -> Table:
    found = census.with_episode(census.section_47s)
    found = found.filter(found.S47ActualStartDate < found.CINreferralDate)
    return found.select(CINdetails="episode", Section47="row")
