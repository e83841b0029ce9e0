from __future__ import annotations

from datetime import date

from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff import queries
from hearth.foundation.staff.models import Team, Worker


@audited
def end_team(*, team: Team, on: date, by: Worker) -> Team:
    held = Team.objects.select_for_update().get(pk=team.pk)
    insist(queries.why_not_end_team(held, on=on))
    held.ends_on = on
    held.save(update_fields=["ends_on"])
    return held
