"""Two front doors, as by day and by night: whoever decides second about a child finds the family the first made."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from hearth.casework.frontdoor.conftest import KIT
from hearth.casework.frontdoor.decide.action import decide
from hearth.casework.frontdoor.decide.test_decide import SAID, errors, known_and_said, page_of, ready, send
from hearth.casework.frontdoor.models import Contact
from hearth.casework.people.models import Family, FamilyMembership
from hearth.conftest import LONG_AGO, Cast
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Team, TeamMembership, Worker
from hearth.foundation.staff.second_wall import stepped_in

Tell = Callable[..., Contact]


@pytest.fixture
def gil(cast: Cast) -> Worker:
    """The manager of the front door out of hours."""
    night = Team.objects.create(name="Out of hours", kind="front_door", organisation=cast.council)
    gil = Worker(
        email="gil@example.org", known_as="Gil", family_name="Tester", role="front_door_manager",
        employer=cast.council, starts_on=LONG_AGO,
    )  # fmt: skip
    gil.save()
    TeamMembership.objects.create(worker=gil, team=night, starts_on=LONG_AGO)
    return gil


@pytest.fixture
def two_about_kit(cast: Cast, told: Tell, kit_is_known: Callable[..., Any]) -> list[Contact]:
    """Kit is on record, in no family, and recognised in both."""
    kit, _ = kit_is_known()
    FamilyMembership.objects.all().delete()
    contacts = [ready(told(people=(KIT,)), cast.fay) for _ in range(2)]
    for contact in contacts:
        known_and_said(cast, contact, kit)
    return contacts


def by_day(contact: Contact, cast: Cast) -> None:
    with stepped_in(cast.guy):
        decide(
            contact=contact, outcome="family_help", because="x", family_name="Day", version=1,
            on=timezone.localdate(), by=cast.guy,
        )  # fmt: skip


def made_by_both() -> list[str]:
    return list(Family.objects.exclude(name="Okafor-Reid").values_list("name", flat=True))


@contextmanager
def meanwhile(act: Callable[[], None], *, of: Worker) -> Any:
    """`act` is done while `of` waits for the lock on somebody recognised: just before they have it."""
    done = []

    def wait(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not done and 'FROM "people_person"' in sql and "FOR UPDATE" in sql:
            done.append(sql)
            act()
            with connection.cursor() as cursor:  # and step in again
                cursor.execute(
                    "select set_config('hearth.worker', %s, true), set_config('role', 'hearth_web', true)", [str(of.pk)]
                )
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wait):
        yield
    assert len(done) == 1


def by_night(contact: Contact, by: Worker, outcome: str) -> None:
    decide(
        contact=contact, outcome=outcome, because="x", family_name="Night", version=1, on=timezone.localdate(), by=by
    )


def test_the_second_finds_the_family_made_while_it_waited(
    cast: Cast, two_about_kit: list[Contact], gil: Worker
) -> None:
    first, second = two_about_kit
    with stepped_in(gil), meanwhile(lambda: by_day(first, cast), of=gil):
        by_night(second, gil, "joined")
    second.refresh_from_db()
    assert (second.family, second.is_referral) == (Family.objects.get(name="Day"), False)


def test_the_second_is_told_that_it_makes_no_other(cast: Cast, two_about_kit: list[Contact], gil: Worker) -> None:
    first, second = two_about_kit
    with (
        stepped_in(gil),
        meanwhile(lambda: by_day(first, cast), of=gil),
        pytest.raises(Refused, match=r"^We already work with the Day family, so this contact joins them"),
    ):
        by_night(second, gil, "family_help")


def test_the_second_s_page_offers_to_join_it(
    cast: Cast, two_about_kit: list[Contact], gil: Worker, signed_in: Callable[[Worker], Client]
) -> None:
    first, second = two_about_kit
    by_day(first, cast)
    client = signed_in(gil)
    answer = send(client, second, "decide", **SAID)
    assert errors(answer) == ["Choose one of the answers offered"]
    assert "This contact joins them" in client.get(page_of(second, "decide")).content.decode()
    joined = SAID | {"outcome": "joined", "tell_joined": "Thank you."}
    assert (send(client, second, "decide", **joined).status_code, made_by_both()) == (302, ["Day"])
