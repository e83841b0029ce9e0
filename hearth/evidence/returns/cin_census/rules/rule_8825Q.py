"""An episode closed after assessment, RC8 or RC9, holds an assessment.

Any assessment group counts, whatever is missing in it. The reason alone says how the episode closed: 8810 asks for the
date. There is no assessment to tell, so the episode is told.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8825Q",
    "query",
    "Assessments.CINdetailsID",
    "CINdetails.ReasonForClosure",
    says="This episode closed after assessment and holds none. Add the assessment, or check the reason.",
)
def broken(census: Census) -> Table:
    closed = census.episodes.filter(ibis._.ReasonForClosure.isin(["RC8", "RC9"]))
    found = closed.anti_join(census.assessments, "episode")
    return found.select(Assessments=ibis.null("int64"), CINdetails="episode")
