"""An assessment does not start before the referral of the episode it stands in."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "1103",
    "error",
    "Assessments.AssessmentActualStartDate",
    "CINdetails.CINreferralDate",
    says="The assessment starts before the referral. Check both dates.",
)
def broken(census: Census) -> Table:
    found = census.with_episode(census.assessments)
    found = found.filter(found.AssessmentActualStartDate < found.CINreferralDate)
    return found.select(Assessments="row", CINdetails="episode")
