"""A referral without further action holds no assessment, no Section 47 enquiry and no conference of its own.

An assessment counts if it has any date, an enquiry if it has a start. The episode is told with what it holds.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census, no_further_action
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8831",
    "error",
    "CINdetails.DateOfInitialCPC",
    "Assessments.LAchildID",
    "Section47.LAchildID",
    says="A referral without further action holds an assessment, enquiry or conference. Check the flag and what it holds.",
)
def broken(census: Census) -> Table:
    ended = census.episodes.filter(no_further_action(census.episodes))
    conferences = ended.filter(ended.DateOfInitialCPC.notnull())
    assessments = census.assessments.filter(
        ibis._.AssessmentActualStartDate.notnull()
        | ibis._.AssessmentInternalReviewDate.notnull()
        | ibis._.AssessmentAuthorisationDate.notnull()
    ).semi_join(ended, "episode")
    enquiries = census.section_47s.filter(ibis._.S47ActualStartDate.notnull()).semi_join(ended, "episode")
    none = ibis.null("int64")
    return ibis.union(
        conferences.select(CINdetails="episode", Assessments=none, Section47=none),
        assessments.select(CINdetails="episode", Assessments="row", Section47=none),
        enquiries.select(CINdetails="episode", Assessments=none, Section47="row"),
    )
