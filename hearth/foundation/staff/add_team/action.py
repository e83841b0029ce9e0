from __future__ import annotations

from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Organisation, Team, Worker
from hearth.foundation.staff.queries import team_named
from hearth.foundation.staff.system import the_council


@audited
def add_team(*, name: str, kind: Team.Kind, organisation: int | None, area: str, phone: str, by: Worker) -> Team:
    """A team belongs to the council unless another organisation is named."""
    if team_named(name):
        raise Refused(f"There is a team called {name} already")
    return Team.objects.create(
        name=name,
        kind=kind,
        organisation=Organisation.objects.get(pk=organisation) if organisation else the_council(),
        area=area,
        phone=phone,
    )
