"""What is true of workers and teams on a day, and what may not be done to them. Pure: what they need is passed in."""

from __future__ import annotations

from datetime import date
from enum import Enum

from hearth.foundation.refusals import Refusal
from hearth.foundation.staff.models import Organisation, Team, Worker

# Roles that work in a team's name: without one they could open nothing.
NEED_A_TEAM = {
    "front_door_worker",
    "front_door_manager",
    "social_worker",
    "adult_practitioner",
    "pod_manager",
    "partner_referrer",
}
NOT_OFFERED = {"system"}


class Standing(Enum):
    """How somebody's account stands, in the order the questions are asked."""

    LEFT = "Left"
    CLOSED = "Closed"
    LATER = "Begins later"
    INVITED = "Invited"
    WORKING = "Working here"


def standing(worker: Worker, *, on: date) -> Standing:
    if worker.ends_on and (worker.ends_on <= on or not worker.is_active):
        return Standing.LEFT
    if not worker.is_active:
        return Standing.CLOSED
    if worker.starts_on > on:
        return Standing.LATER
    if worker.last_login is None and not worker.has_usable_password():
        return Standing.INVITED
    return Standing.WORKING


def may_hold_role(role: str, employer: Organisation) -> Refusal | None:
    is_council = employer.kind == Organisation.Kind.COUNCIL
    if role == "partner_referrer" and is_council:
        return Refusal("A partner who refers is employed by a partner organisation, not by the council", field="role")
    if role == "administrator" and not is_council:
        return Refusal("An administrator is employed by the council", field="role")
    return None


def may_lose_an_administrator(worker: Worker, *, other_administrators: int) -> Refusal | None:
    """Somebody must be left who can invite the next one."""
    if worker.role == "administrator" and worker.is_active and other_administrators == 0:
        return Refusal(
            f"{worker.name} is the only administrator. Make somebody else an administrator first, and see that they "
            "have signed in"
        )
    return None


def may_end_worker(worker: Worker, *, other_administrators: int, on: date) -> Refusal | None:
    if standing(worker, on=on) is Standing.LEFT:
        return Refusal(f"{worker.name} has left already")
    return may_lose_an_administrator(worker, other_administrators=other_administrators)


def may_reopen_worker(worker: Worker, *, on: date) -> Refusal | None:
    if standing(worker, on=on) in {Standing.CLOSED, Standing.LEFT}:
        return None
    return Refusal(f"The account of {worker.name} is not closed")


def may_invite_again(worker: Worker, *, on: date) -> Refusal | None:
    match standing(worker, on=on):
        case Standing.LEFT:
            return Refusal(f"{worker.name} has left")
        case Standing.CLOSED:
            return Refusal(f"The account of {worker.name} is closed: open it again first")
        case _:
            return None


def may_end_team(team: Team, *, members: int, open_grants: int, on: date) -> Refusal | None:
    if team.ends_on and team.ends_on <= on:
        return Refusal(f"{team.name} has ended already")
    if members:
        return Refusal(f"{_count(members, 'person is', 'people are')} still in {team.name}: move them first")
    if open_grants:
        return Refusal(f"{team.name} still holds {_count(open_grants, 'record', 'records')}: hand them over first")
    return None


def may_end_organisation(organisation: Organisation, *, people: int, on: date) -> Refusal | None:
    if organisation.kind == Organisation.Kind.COUNCIL:
        return Refusal("The council itself cannot be ended")
    if organisation.ends_on and organisation.ends_on <= on:
        return Refusal(f"{organisation.name} has ended already")
    if people:
        return Refusal(f"{_count(people, 'person', 'people')} of {organisation.name} can still sign in: end them first")
    return None


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
