from __future__ import annotations

from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Organisation, Team, Worker
from hearth.foundation.staff.queries import organisation_named, team_named


@audited
def add_organisation(
    *, name: str, kind: Organisation.Kind, phone: str, email: str, answers_checks: bool, by: Worker
) -> Organisation:
    """A partner, and the team its people will be in."""
    if organisation_named(name) or team_named(name):
        raise Refused(f"There is an organisation or team called {name} already")
    made = Organisation.objects.create(name=name, kind=kind, phone=phone, email=email, answers_checks=answers_checks)
    Team.objects.create(name=name[:120], kind=Team.Kind.PARTNER, organisation=made, phone=phone)
    return made
