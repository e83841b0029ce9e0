"""What the database does for the queue: the index it is read by, and whose day it counts in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hearth.casework.frontdoor.models import Contact
from hearth.casework.frontdoor.queries import waiting_contacts
from hearth.casework.people.models import FamilyMembership
from hearth.conftest import Cast
from hearth.foundation.council.choices import FrontDoor
from hearth.foundation.staff.second_wall import next_records, stepped_in


def test_the_queue_is_read_by_its_index_with_the_plan_that_the_web_keeps(cast: Cast) -> None:
    """The web's role plans each statement once, for whatever values come."""
    decided = {"outcome": "nfa", "decided_at": timezone.now(), "decided_by": cast.guy}
    contacts = (
        Contact(id=number, received_by=cast.fay, source="2A", worries="w", consent="agreed", **decided)
        for number in next_records(3000)
    )
    Contact.objects.bulk_create(contacts, batch_size=1000)
    (number,) = next_records(1)
    Contact.objects.create(id=number, received_by=cast.fay, source="2A", worries="w", consent="agreed")
    with connection.cursor() as cursor:
        cursor.execute("analyze frontdoor_contact")
    with stepped_in(cast.fay):
        with CaptureQueriesContext(connection) as captured:
            assert [each.contact for each in waiting_contacts(FrontDoor())] == [number]
        (asked,) = captured.captured_queries
        with connection.cursor() as cursor:
            cursor.execute("set local plan_cache_mode = force_generic_plan")
            cursor.execute(f"prepare asked (text) as {as_prepared(asked['sql'])}")
            cursor.execute("explain execute asked ('')")
            plan = "\n".join(line for (line,) in cursor.fetchall())
            cursor.execute("deallocate asked")
    assert "contact_waiting" in plan, plan


def as_prepared(statement: str) -> str:
    """Each empty text (what no outcome and no answer are) as the parameter that the web sends it as."""
    return statement.replace("= ''", "= $1")


@pytest.mark.parametrize("elsewhere", ["Etc/GMT-14", "Etc/GMT+12"])
def test_whose_family_somebody_is_in_today_is_asked_of_london_s_day(
    cast: Cast, kit_is_known: Callable[..., Any], elsewhere: str
) -> None:
    """In one of the two places it is always another day than in London."""
    kit, family = kit_is_known()
    on = timezone.localdate()
    FamilyMembership.objects.filter(person=kit).update(starts_on=on, ends_on=on + timedelta(days=1))
    with stepped_in(cast.fay), connection.cursor() as cursor:
        cursor.execute(f"set local time zone '{elsewhere}'")
        cursor.execute("select * from hearth_families_of(%s)", [kit.pk])
        assert cursor.fetchall() == [(family.pk,)]
