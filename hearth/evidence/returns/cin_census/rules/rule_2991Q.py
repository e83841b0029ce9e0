"""An episode with a Section 47 enquiry also has an assessment.

The enquiry is told of: the assessment is what is missing.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "2991Q",
    "query",
    "Assessments.LAchildID",
    "Section47.LAchildID",
    says="There is a Section 47 enquiry and no assessment in this episode. Add the assessment, or explain why there was none.",
)
def broken(census: Census) -> Table:
    found = census.section_47s.anti_join(census.assessments, "episode")
    return found.select(Assessments=ibis.null("int64"), Section47="row")
