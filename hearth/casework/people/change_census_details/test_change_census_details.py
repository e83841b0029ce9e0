"""What the census asks of a child: through the page, and as a rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from hearth.casework.people.change_census_details.action import change_census_details
from hearth.casework.people.change_person.action import change_person
from hearth.casework.people.conftest import Household
from hearth.casework.people.models import Identifier, Person
from hearth.casework.people.opening import PersonFacts, join_family, record_person
from hearth.casework.people.rules import is_below_school_age
from hearth.conftest import LONG_AGO, Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.refusals import ChangedMeanwhile, Refused
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.pages import today

SignedIn = Callable[[Worker], Client]
UPN = "H801200001001"


def at(person: Person) -> str:
    return f"/people/{person.pk}/change-census-details/"


def said(answer: Any) -> str:
    return str(answer.content.decode())


def recorded(person: Person) -> tuple[str, list[str], str, int]:
    now = Person.objects.get(pk=person.pk)
    return now.ethnicity, now.disabilities, now.upn_unknown, now.version


def test_what_is_asked_is_written_and_shown(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    dee, see = signed_in(cast.dee), f"/people/{household.kit.pk}/see-person/"
    sent = {"version": 1, "ethnicity": "MWBC", "disabilities": ["LD", "AUT"], "upn_unknown": "UN4"}
    assert dee.post(at(household.kit), sent)["location"] == see
    assert recorded(household.kit) == ("MWBC", ["AUT", "LD"], "UN4", 2)
    shown = said(dee.get(see))
    words = ("White and Black Caribbean", "Autism", "Learning", "Newly known to us; number not yet found")
    assert [shown.count(each) for each in words] == [1, 1, 1, 1]
    assert shown.count(f'href="{at(household.kit)}"') == 1
    event = Event.objects.get(name="people.change_census_details", kind="act")
    assert (event.worker, event.record) == (cast.dee.pk, household.kit.pk)


def test_a_number_leaves_no_reason_for_having_none(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    dee = signed_in(cast.dee)
    dee.post(at(household.kit), {"version": 1, "upn_unknown": "UN4"})
    dee.post(at(household.kit), {"version": 2, "upn": UPN, "upn_unknown": "UN4"})
    assert recorded(household.kit) == ("", [], "", 3)
    assert household.kit.identifiers.get(kind="upn").value == UPN
    dee.post(at(household.ada), {"version": 1, "upn_unknown": "UN4"})
    change_person(person=household.ada, version=2, facts={}, numbers={"upn": "H801200001002"}, by=cast.dee)
    assert recorded(household.ada) == ("", [], "", 3)


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"disabilities": ["NONE", "LD"]}, "Choose “No disability” or the disabilities, not both"),
        ({"disabilities": ["XX"]}, "Choose from the answers offered"),
        ({"ethnicity": "XXXX"}, "Choose one of the answers offered"),
        ({"upn": "H801200001002X"}, "A UPN has a letter and then 12 digits"),
        ({"upn": "A801200001001"}, "This is not a UPN"),
        ({"upn_unknown": "UN9"}, "Choose one of the answers offered"),
    ],
)
def test_bad_input_is_said_and_nothing_is_written(
    cast: Cast, household: Household, signed_in: SignedIn, sent: dict[str, Any], message: str
) -> None:
    answer = signed_in(cast.dee).post(at(household.kit), {"version": 1, **sent})
    assert (answer.status_code, message in said(answer)) == (200, True)
    assert recorded(household.kit) == ("", [], "", 1)


def test_a_number_of_another_child_is_refused_whole(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    Identifier.objects.create(person=household.ada, kind="upn", value=UPN)
    answer = signed_in(cast.dee).post(at(household.kit), {"version": 1, "ethnicity": "WBRI", "upn": UPN})
    assert "is already on another record" in said(answer)
    assert recorded(household.kit) == ("", [], "", 1)


def test_the_second_of_two_is_told_and_can_send_again(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    assert signed_in(cast.mo).post(at(household.kit), {"version": 1, "ethnicity": "WBRI"}).status_code == 302
    dee = signed_in(cast.dee)
    late = said(dee.post(at(household.kit), {"version": 1, "ethnicity": "WIRI"}))
    assert "Somebody else changed this record" in late
    assert dee.post(at(household.kit), {"version": 2, "ethnicity": "WIRI"}).status_code == 302
    assert recorded(household.kit)[0] == "WIRI"
    with pytest.raises(ChangedMeanwhile):
        change_census_details(person=household.kit, version=2, ethnicity="WBRI", by=cast.dee)
    with pytest.raises(Refused):
        change_census_details(
            person=household.kit, version=3, ethnicity="WBRI", disabilities=["NONE", "LD"], by=cast.dee
        )


def test_of_a_child_not_born_yet_only_the_ethnicity_is_asked(
    cast: Cast, household: Household, signed_in: SignedIn
) -> None:
    baby = record_person(facts=PersonFacts(family_name="Reid", expected_on=today()), on=LONG_AGO, by=cast.hearth)
    join_family(family=household.family, person=baby, part="child", starts_on=LONG_AGO)
    dee = signed_in(cast.dee)
    shown = said(dee.get(at(baby)))
    assert [f'name="{name}"' in shown for name in ("ethnicity", "disabilities", "upn", "upn_unknown")] == [
        True, False, False, False]  # fmt: skip
    assert dee.post(at(baby), {"version": 1, "ethnicity": "NOBT"}).status_code == 302
    assert recorded(baby) == ("NOBT", [], "", 2)


def test_another_team_gets_the_same_404_as_for_none(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    ash = signed_in(cast.ash)
    assert (ash.get(at(household.kit)).status_code, ash.get("/people/99999999/change-census-details/").status_code) == (
        404, 404)  # fmt: skip


@pytest.mark.parametrize(
    ("born_on", "on", "expected"),
    [
        (date(2020, 8, 31), date(2025, 8, 30), True),
        (date(2020, 8, 31), date(2025, 8, 31), False),
        (date(2020, 9, 1), date(2026, 3, 31), True),
        (date(2026, 1, 1), date(2026, 3, 31), True),
        (None, date(2026, 3, 31), False),
    ],
)
def test_school_age_is_five_on_the_last_31_august(born_on: date | None, on: date, expected: bool) -> None:
    assert is_below_school_age(born_on, on=on) == expected
