from __future__ import annotations

from datetime import date

from hearth.casework.chronology.write import write_line
from hearth.casework.family_help.keep import address_of
from hearth.casework.family_help.models import Assessment
from hearth.casework.family_help.queries import (
    assessment_being_written,
    children_of,
    open_episodes,
    unanswered_referral_of,
)
from hearth.casework.family_help.rules import may_begin, may_begin_on
from hearth.casework.people.models import Family
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Worker


@audited
def begin_assessment(*, family: Family, started_on: date, on: date, by: Worker) -> Assessment:
    """One assessment for the whole family. Its clock starts at the earliest referral that none has answered yet, else
    (an assessment brought up to date) on the day it begins."""
    Family.objects.select_for_update().get(pk=family.pk)  # two workers cannot begin one each
    episodes = list(open_episodes(family))
    insist(
        may_begin(
            has_one_being_written=assessment_being_written(family) is not None,
            has_children=bool(children_of(family, on=on)),
            earliest_referral=episodes[0].referred_on if episodes else None,
        )
    )
    insist(may_begin_on(started_on, referred_on=episodes[0].referred_on, on=on))
    assessment = Assessment.objects.create(
        family=family,
        referred_on=unanswered_referral_of(family, episodes) or started_on,
        started_on=started_on,
        started_by=by,
    )
    write_line(
        family=family,
        says="Assessment of the family begun",
        happened_on=started_on,
        slice="family_help.begin_assessment",
        leads_to=address_of(assessment),
        by=by,
    )
    return assessment
