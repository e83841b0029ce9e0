from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import Refused, insist
from hearth.foundation.staff import queries, rules
from hearth.foundation.staff.invitations import make_invitation
from hearth.foundation.staff.models import Organisation, TeamMembership, Worker


@dataclass(frozen=True)
class Invited:
    worker: Worker
    token: str

    @property
    def audited_as(self) -> dict[str, int]:
        return self.worker.audited_as


@audited
def invite_worker(
    *,
    known_as: str,
    family_name: str,
    email: str,
    job_title: str,
    phone: str,
    role: str,
    employer: int,
    team: int | None,
    starts_on: date,
    ends_on: date | None,
    by: Worker,
) -> Invited:
    """`ends_on` is the first day they no longer work here."""
    if queries.worker_by_email(email):
        raise Refused(f"Somebody with the e-mail address {email} is here already")
    employed_by = Organisation.objects.get(pk=employer)
    insist(rules.may_hold_role(role, employed_by))
    worker = Worker(
        known_as=known_as,
        family_name=family_name,
        email=email.lower(),
        job_title=job_title,
        phone=phone,
        role=role,
        employer=employed_by,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    worker.set_unusable_password()
    worker.save()
    if team:
        TeamMembership.objects.create(worker=worker, team_id=team, starts_on=starts_on, ends_on=ends_on)
    return Invited(worker, make_invitation(worker, by=by))
