from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from hearth.conftest import Cast
from hearth.foundation.staff import queries, rules
from hearth.foundation.staff.delegation import WORDS
from hearth.foundation.staff.models import Organisation, Team, Worker
from hearth.foundation.staff.roles import ROLES
from hearth.foundation.staff.rules import Standing, standing
from hearth.foundation.staff.system import system_worker

TODAY = timezone.localdate()
PAST, FUTURE = TODAY - timedelta(days=9), TODAY + timedelta(days=9)
SIGNED_IN = "pbkdf2$x"
NO_PASSWORD = "!unusable"


@pytest.mark.parametrize(
    ("starts", "ends", "is_active", "password", "says"),
    [
        (PAST, None, True, SIGNED_IN, Standing.WORKING),
        (TODAY, None, True, SIGNED_IN, Standing.WORKING),
        (PAST, FUTURE, True, SIGNED_IN, Standing.WORKING),
        (PAST, None, True, NO_PASSWORD, Standing.INVITED),
        (FUTURE, None, True, NO_PASSWORD, Standing.LATER),
        (FUTURE, None, True, SIGNED_IN, Standing.LATER),
        (PAST, None, False, SIGNED_IN, Standing.CLOSED),
        (FUTURE, None, False, SIGNED_IN, Standing.CLOSED),
        (PAST, TODAY, True, SIGNED_IN, Standing.LEFT),
        (PAST, TODAY, False, NO_PASSWORD, Standing.LEFT),
        (PAST, FUTURE, False, SIGNED_IN, Standing.LEFT),
    ],
)
def test_how_an_account_stands_is_the_same_in_rule_and_database(
    cast: Cast, starts: date, ends: date | None, is_active: bool, password: str, says: Standing
) -> None:
    Worker.objects.filter(pk=cast.dee.pk).update(
        starts_on=starts, ends_on=ends, is_active=is_active, password=password, last_login=None
    )
    dee = Worker.objects.get(pk=cast.dee.pk)
    assert standing(dee, on=TODAY) is says
    assert [one for one in Standing if dee in queries.workers(on=TODAY, standing=one)] == [says]


def worker(role: str, *, is_active: bool = True) -> Worker:
    return Worker(known_as="Ada", family_name="A", role=role, is_active=is_active, starts_on=PAST)


@pytest.mark.parametrize(
    ("role", "others", "because"),
    [
        ("administrator", 0, "Ada A is the only administrator"),
        ("administrator", 1, None),
        ("social_worker", 0, None),
    ],
)
def test_an_administrator_is_always_left(role: str, others: int, because: str | None) -> None:
    refusal = rules.may_end_worker(worker(role), other_administrators=others, on=TODAY)
    assert (str(refusal).split(".")[0] if refusal else None) == because


@pytest.mark.parametrize(
    ("role", "kind", "may"),
    [
        ("partner_referrer", "council", False),
        ("partner_referrer", "school", True),
        ("administrator", "council", True),
        ("administrator", "charity", False),
        ("adult_practitioner", "charity", True),
    ],
)
def test_who_employs_whom(role: str, kind: str, may: bool) -> None:
    assert (rules.may_hold_role(role, Organisation(name="It", kind=kind)) is None) is may


@pytest.mark.parametrize(
    ("members", "grants", "because"),
    [
        (0, 0, None),
        (1, 0, "1 person is still in North: move them first"),
        (2, 5, "2 people are still in North: move them first"),
        (0, 2, "North still holds 2 records: hand them over first"),
    ],
)
def test_a_team_ends_empty(members: int, grants: int, because: str | None) -> None:
    refusal = rules.may_end_team(Team(name="North"), members=members, open_grants=grants, on=TODAY)
    assert (refusal.because if refusal else None) == because


def test_an_invited_administrator_does_not_count_until_they_have_signed_in(cast: Cast) -> None:
    Worker.objects.filter(pk=cast.lin.pk).update(role="administrator")
    assert queries.other_administrators(cast.ada, on=TODAY) == 0
    Worker.objects.filter(pk=cast.lin.pk).update(password=SIGNED_IN)
    assert queries.other_administrators(cast.ada, on=TODAY) == 1


def test_every_permission_has_a_place_in_the_scheme_of_delegation() -> None:
    parts = {permission.split(".")[0] for role in ROLES.values() for permission in role.may if permission != "*"}
    assert parts == WORDS.keys()


def test_hearth_itself_is_made_once_and_nobody_can_be_it(db: None) -> None:
    first, second = system_worker(), system_worker()
    assert (first, first.email, first.role) == (second, "system@hearth.invalid", "system")
    assert (first.is_active, first.has_usable_password(), first.may("anything.at_all")) == (False, False, True)
    assert first.works_here(on=TODAY) is False


def test_an_account_of_hearths_that_was_open_is_closed_by_the_migration(cast: Cast) -> None:
    cast.hearth.is_active = True
    cast.hearth.set_password("seven quiet otters swim")
    cast.hearth.save()
    import_module("hearth.foundation.staff.migrations.0007_nobody_is_hearth").close(apps, None)
    cast.hearth.refresh_from_db()
    assert (cast.hearth.is_active, cast.hearth.has_usable_password()) == (False, False)
    assert set(Worker.objects.filter(is_active=False)) == {cast.hearth}
