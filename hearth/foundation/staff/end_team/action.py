from __future__ import annotations

from datetime import date

from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import Refusal, insist
from hearth.foundation.staff import queries, rules
from hearth.foundation.staff.models import Team, Worker


def refusal(team: Team, *, on: date) -> Refusal | None:
    members, grants = queries.members_from(team, on=on), queries.open_grants_to(team)
    return rules.may_end_team(team, members=members, open_grants=grants, on=on)


@audited
def end_team(*, team: Team, on: date, by: Worker) -> Team:
    held = Team.objects.select_for_update().get(pk=team.pk)
    insist(refusal(held, on=on))
    held.ends_on = on
    held.save(update_fields=["ends_on"])
    return held
