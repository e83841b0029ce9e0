"""What every test stands on: a real PostgreSQL, migrated, with the web's role made; and one cast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.test import Client
from hypothesis import settings

from hearth.foundation.staff.models import Organisation, Team, TeamMembership, Worker
from hearth.foundation.staff.system import system_worker
from hearth.foundation.staff.wall_role import WEB_GRANTS

# A test says what is true, not how fast this machine was.
settings.register_profile("hearth", parent=settings(), deadline=None)
settings.load_profile("hearth")

TODAY = date(2026, 11, 18)
LONG_AGO = date(2020, 1, 6)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """After Django has made and migrated the test database: let the web's role in, as `hearth migrate` does.

    Where no test asked for says that it uses a database, none was made, and what is connected is the council's own.
    """
    if not connection.settings_dict["NAME"].startswith(TEST_DATABASE_PREFIX):
        raise pytest.UsageError("A test that reaches the database says so: by `db`, or by `pytest.mark.django_db`.")
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(WEB_GRANTS)


@dataclass
class Cast:
    """Dee and her manager Mo, Ash of another team, Sam of a charity, Lin who sees no names, and those around them."""

    council: Organisation
    school: Organisation
    police: Organisation
    charity: Organisation
    front_door: Team
    north_pod: Team
    south_pod: Team
    school_team: Team
    police_team: Team
    dee: Worker  # children's social worker, north pod
    mo: Worker  # north pod's manager
    ash: Worker  # children's social worker, south pod
    sam: Worker  # domestic abuse practitioner of a charity, north pod
    lin: Worker  # analyst
    fay: Worker  # front-door social worker
    guy: Worker  # front-door manager
    tess: Worker  # the school's safeguarding lead
    pia: Worker  # police
    ada: Worker  # administrator
    stu: Worker  # data steward
    hearth: Worker  # the system itself


@pytest.fixture
def cast(db: None) -> Cast:
    return hire_cast()


def hire_cast() -> Cast:
    def organisation(name: str, kind: str, answers: bool = False) -> Organisation:
        return Organisation.objects.create(name=name, kind=kind, answers_checks=answers)

    council = organisation("Aldermere Council", "council")
    school = organisation("Millbrook Primary School", "school", answers=True)
    police = organisation("Aldermere Police", "police", answers=True)
    charity = organisation("Haven Domestic Abuse Service", "charity")

    def team(name: str, kind: str, of: Organisation = council) -> Team:
        return Team.objects.create(name=name, kind=kind, organisation=of)

    teams = {
        "front_door": team("Front door", "front_door"),
        "north_pod": team("North pod", "pod"),
        "south_pod": team("South pod", "pod"),
        "school_team": team("Millbrook safeguarding", "partner", school),
        "police_team": team("Aldermere Police referrals", "partner", police),
    }

    def worker(known_as: str, role: str, teamname: str | None, of: Organisation = council, title: str = "") -> Worker:
        made = Worker(
            email=f"{known_as.lower()}@example.org",
            known_as=known_as,
            family_name="Tester",
            role=role,
            employer=of,
            job_title=title,
            starts_on=LONG_AGO,
            last_seen_on=TODAY,
        )
        made.set_unusable_password()
        made.save()
        if teamname:
            TeamMembership.objects.create(worker=made, team=teams[teamname], starts_on=LONG_AGO)
        return made

    return Cast(
        council=council,
        school=school,
        police=police,
        charity=charity,
        **teams,
        dee=worker("Dee", "social_worker", "north_pod", title="Social worker"),
        mo=worker("Mo", "pod_manager", "north_pod", title="Pod manager"),
        ash=worker("Ash", "social_worker", "south_pod", title="Social worker"),
        sam=worker("Sam", "adult_practitioner", "north_pod", charity, "Domestic abuse practitioner"),
        lin=worker("Lin", "analyst", None),
        fay=worker("Fay", "front_door_worker", "front_door", title="Duty social worker"),
        guy=worker("Guy", "front_door_manager", "front_door", title="Front-door manager"),
        tess=worker("Tess", "partner_referrer", "school_team", school, "Designated safeguarding lead"),
        pia=worker("Pia", "partner_referrer", "police_team", police, "Sergeant"),
        ada=worker("Ada", "administrator", None),
        stu=worker("Stu", "data_steward", None),
        hearth=system_worker(),
    )


@pytest.fixture
def signed_in(cast: Cast) -> Callable[[Worker], Client]:
    """A browser in which somebody has signed in."""

    def sign_in(worker: Worker) -> Client:
        client = Client()
        client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
