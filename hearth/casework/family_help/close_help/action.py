from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hearth.casework.chronology.write import write_line
from hearth.casework.family_help.models import Episode
from hearth.casework.family_help.queries import assessment_being_written
from hearth.casework.family_help.rules import may_close, named
from hearth.casework.people.models import Family
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import ChangedMeanwhile, insist
from hearth.foundation.staff.models import Worker


@audited
def close_help(*, family: Family, reasons: Mapping[int, str], closed_on: date, on: date, by: Worker) -> list[Episode]:
    """Close the open episode of each child named, with the census's reason (RC1 to RC9). The pod keeps the family."""
    episodes = list(
        Episode.objects.select_for_update(of=("self",))
        .filter(family=family, closed_on__isnull=True, person__in=reasons)
        .select_related("person")
        .order_by("id")
    )
    if len(episodes) < len(reasons):
        raise ChangedMeanwhile("Somebody else closed help for one of these children after you opened this page.")
    is_assessed = assessment_being_written(family) is not None
    for episode in episodes:
        insist(may_close(closed_on=closed_on, referred_on=episode.referred_on, has_assessment_open=is_assessed, on=on))
        episode.closed_on, episode.closure_reason = closed_on, reasons[episode.person_id]
        episode.version += 1
        episode.save(update_fields=["closed_on", "closure_reason", "version"])
    write_line(
        family=family,
        says=f"Help closed for {named([episode.person.first_name for episode in episodes])}",
        happened_on=closed_on,
        slice="family_help.close_help",
        is_significant=True,
        by=by,
    )
    return episodes
