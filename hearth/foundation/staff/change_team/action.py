from __future__ import annotations

from hearth.foundation.audit.audited import audited
from hearth.foundation.staff.models import Team, Worker
from hearth.foundation.staff.seen import insist_unchanged

FIELDS = ("name", "area", "phone")


@audited
def change_team(*, team: Team, name: str, area: str, phone: str, seen: str, by: Worker) -> Team:
    held = Team.objects.select_for_update().get(pk=team.pk)
    insist_unchanged(held, FIELDS, seen)
    held.name, held.area, held.phone = name, area, phone
    held.save(update_fields=FIELDS)
    return held
