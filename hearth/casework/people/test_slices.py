"""Changing, relating, finding and opening in an emergency: through the pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hearth.casework.people.change_person.action import change_person
from hearth.casework.people.conftest import Household
from hearth.casework.people.door import NOT_IN_AN_EMERGENCY
from hearth.casework.people.finding import strange_date
from hearth.casework.people.models import Identifier, Person, Relationship
from hearth.casework.people.opening import PersonFacts, grant, record_person, renew_likeness
from hearth.casework.people.rules import may_relate
from hearth.conftest import LONG_AGO, Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.periods.words import moment_in_words
from hearth.foundation.refusals import ChangedMeanwhile
from hearth.foundation.staff.models import Alert, Grant, Restriction, Worker

SignedIn = Callable[[Worker], Client]
NHS = "9434765919"


def said(answer: Any) -> str:
    return str(answer.content.decode())


# Changing --------------------------------------------------------------------------------------------------------------


def kit_as_typed(**changes: object) -> dict[str, object]:
    born = {"born_on-day": "27", "born_on-month": "3", "born_on-year": "2016"}
    return {"version": 1, "known_as": "Kit", "family_name": "Okafor-Reid", "sex": "F", **born, **changes}


def test_what_is_changed_is_written_and_found(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    address = f"/people/{household.kit.pk}/change-person/"
    sent = kit_as_typed(family_name="Marlow", other_names="Okafor-Reid\nKitty", nhs_number="943 476 5919")
    assert signed_in(cast.dee).post(address, sent)["location"] == f"/people/{household.kit.pk}/see-person/"
    kit = Person.objects.get(pk=household.kit.pk)
    assert (kit.name, kit.other_names, kit.sex, kit.version) == ("Kit Marlow", ["Okafor-Reid", "Kitty"], "F", 2)
    assert kit.identifiers.get().value == NHS
    for asked in ("Kit Marlow", "Kit Okafor-Reid", "943 476 5919"):
        assert "Kit Marlow" in said(signed_in(cast.dee).get("/people/find/", {"q": asked}))


def test_the_second_of_two_is_told_and_can_send_again(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    address = f"/people/{household.kit.pk}/change-person/"
    assert signed_in(cast.mo).post(address, kit_as_typed(school="Hillside")).status_code == 302
    dee = signed_in(cast.dee)
    late = said(dee.post(address, kit_as_typed(school="Millbrook")))
    assert ("Somebody else changed this record" in late, "Hillside" in late, 'value="Millbrook"' in late) == (
        True,
        True,
        True,
    )
    assert Person.objects.get(pk=household.kit.pk).school == "Hillside"
    assert dee.post(address, kit_as_typed(school="Millbrook", version=2)).status_code == 302
    assert Person.objects.get(pk=household.kit.pk).school == "Millbrook"
    with pytest.raises(ChangedMeanwhile):
        change_person(person=household.kit, version=2, facts={"school": "x"}, by=cast.dee)


def test_a_number_on_another_record_is_refused_whole(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    Identifier.objects.create(person=household.ada, kind="nhs", value=NHS)
    answer = signed_in(cast.dee).post(
        f"/people/{household.kit.pk}/change-person/", kit_as_typed(nhs_number=NHS, school="Hillside")
    )
    assert "is already on another record" in said(answer)
    assert Person.objects.get(pk=household.kit.pk).school == "Millbrook Primary School"


def test_an_old_upn_is_kept_as_former(cast: Cast, household: Household) -> None:
    for version, upn in enumerate(("H801200001001", "H801200001002"), 1):
        change_person(person=household.kit, version=version, facts={}, numbers={"upn": upn}, by=cast.dee)
    assert sorted(household.kit.identifiers.values_list("kind", "value")) == [
        ("former_upn", "H801200001001"),
        ("upn", "H801200001002"),
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"known_as": ""}, "Enter known as"),
        ({"nhs_number": "943 476 5918"}, "This is not an NHS number"),
        ({"born_on-day": "31", "born_on-month": "4"}, "There is no 31 April 2016"),
        ({"died_on-day": "1", "died_on-month": "1", "died_on-year": "2015"}, "must be the date of birth or later"),
        ({"other_names": "x" * 201}, "200 characters or fewer"),
    ],
)
def test_bad_facts(cast: Cast, household: Household, signed_in: SignedIn, change: dict[str, str], words: str) -> None:
    answer = signed_in(cast.dee).post(f"/people/{household.kit.pk}/change-person/", kit_as_typed(**change))
    assert (answer.status_code, words in said(answer)) == (200, True)
    assert Person.objects.get(pk=household.kit.pk).version == 1


# Relating --------------------------------------------------------------------------------------------------------------


def test_two_people_are_related_once(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    dee, address = signed_in(cast.dee), f"/families/{household.family.pk}/relate-people/"
    sent = {"person": household.kit.pk, "to": household.ada.pk, "kind": "sibling"}
    assert dee.post(address, sent).status_code == 302
    turned = sent | {"person": household.ada.pk, "to": household.kit.pk}
    assert "already recorded" in said(dee.post(address, turned))
    assert "Choose two different people" in said(dee.post(address, sent | {"to": household.kit.pk}))
    assert list(Relationship.objects.values_list("person", "kind", "to")) == [
        (household.kit.pk, "sibling", household.ada.pk)
    ]


@pytest.mark.parametrize(
    ("person", "to", "kind", "refused"),
    [
        (1, 2, "parent", "This relationship is already recorded"),
        (2, 1, "parent", "The record already says the reverse: that Nia comes before Kit"),
        (2, 1, "sibling", None),
        (4, 3, "partner", "This relationship is already recorded"),
        (1, 1, "parent", "Choose two different people"),
        (3, 1, "parent", None),
    ],
)
def test_may_relate(person: int, to: int, kind: str, refused: str | None) -> None:
    standing = [(1, 2, "parent"), (3, 4, "partner")]
    answer = may_relate(person=person, to=to, kind=kind, standing=standing, names={1: "Nia", 2: "Kit"})
    assert (answer.because if answer else None) == refused


# Finding ---------------------------------------------------------------------------------------------------------------


def find(client: Client, asked: str, **more: str) -> str:
    answer = client.get("/people/find/", {"q": asked, **more})
    assert answer.status_code == 200
    return said(answer)


def test_people_and_families_are_found_with_reasons(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    html = find(signed_in(cast.dee), "Kitt Okafor-Reid 27/3/2016")
    for words in ("Okafor-Reid family", "Kit Okafor-Reid", "Same date of birth", "born 27 March 2016"):
        assert words in html, words
    assert "Among everybody else" not in html


@pytest.mark.parametrize("asked", ["{family}", "family {family}", "#{family}", "Okafor-Reid"])
def test_a_family_is_found_by_its_number_and_its_name(
    cast: Cast, household: Household, signed_in: SignedIn, asked: str
) -> None:
    html = find(signed_in(cast.dee), asked.format(family=household.family.pk))
    assert f"/families/{household.family.pk}/see-family/" in html


@pytest.mark.parametrize("number", ["DfEX0000001", "dfex0000001", "DfEX-0000001"])
def test_a_child_brought_in_is_found_by_the_councils_number(
    cast: Cast, household: Household, signed_in: SignedIn, number: str
) -> None:
    Identifier.objects.create(person=household.kit, kind="la_child", value="DfEX0000001")
    renew_likeness(household.kit)
    assert "Kit Okafor-Reid" in find(signed_in(cast.dee), number)


def test_another_team_finds_nothing_not_even_a_sign(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    ash = signed_in(cast.ash)
    for asked in ("Kit Okafor-Reid 27/3/2016", str(household.family.pk), str(household.kit.pk), "4 Mill Lane AL1 2BC"):
        html = find(ash, asked)
        assert ("Nobody found" in html, "Kit" in html.replace(asked, "")) == (True, False), asked


def test_whoever_finds_nobody_is_told_what_to_do(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    ask = "Ask the front door for the family number, and which team holds the family."
    told = {
        worker.known_as: [html.count(ask), html.count("open the record in an emergency</a>")]
        for worker in (cast.dee, cast.sam, cast.fay)
        for html in [find(signed_in(worker), "Zebedee Nobody")]
    }
    assert told == {"Dee": [1, 1], "Sam": [1, 1], "Fay": [0, 1]}


def test_the_front_door_finds_everybody_and_of_a_restricted_record_only_that_it_is_there(
    cast: Cast, household: Household, signed_in: SignedIn
) -> None:
    fay = signed_in(cast.fay)
    html = find(fay, "Kit Okafor-Reid 27/3/2016")
    assert ("Among everybody else" in html, f"number {household.kit.pk}" in html) == (True, True)
    assert Event.objects.filter(name="people.maybe_known", worker=cast.fay.pk).count() == 1
    Restriction.objects.create(record=household.family.pk, why="x", made_by=cast.mo)
    html = find(fay, "Kit Okafor-Reid 27/3/2016")
    assert ("restricted record" in html, f"number {household.kit.pk}" in html) == (True, False)


@pytest.mark.parametrize("asked", ["Okafor", "Kit", "Okafor-Reid", "27/3/2016", "AL1 2BC", "943 476 5919", "Kit 2016"])
def test_the_front_door_never_takes_a_restricted_child_for_unknown(
    cast: Cast, household: Household, signed_in: SignedIn, asked: str
) -> None:
    """However little is asked, the page says of a restricted record what the contact's page of matches says."""
    Identifier.objects.create(person=household.kit, kind="nhs", value=NHS)
    renew_likeness(household.kit)
    Restriction.objects.create(record=household.family.pk, why="x", made_by=cast.mo)
    told = {}
    for worker in (cast.fay, cast.guy, cast.stu, cast.ash):
        html = find(signed_in(worker), asked)
        told[worker.known_as] = ("may match: ask the front-door manager" in html, "Nobody found" in html)
    told_front_door, told_others = (True, False), (False, True)
    assert told == {"Fay": told_front_door, "Guy": told_front_door, "Stu": told_others, "Ash": told_others}


def test_nobody_found_by_a_number_is_not_said_to_be_unknown(
    cast: Cast, household: Household, signed_in: SignedIn
) -> None:
    Restriction.objects.create(record=household.family.pk, why="x", made_by=cast.mo)
    fay, says = signed_in(cast.fay), "Some records are open to named people alone and are not shown here."
    pages = [find(fay, number).replace(number, "") for number in (str(household.family.pk), "987654321")]
    assert [says in page for page in pages] == [True, True]


def test_what_was_asked_for_is_not_in_the_title(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    html = find(signed_in(cast.dee), "Kit Okafor-Reid")
    title = html.partition("<title>")[2].partition("</title>")[0]
    assert ("Find a person or family" in title, "Kit" in title, "Okafor" in title) == (True, False, False)


@pytest.mark.parametrize(
    ("asked", "odd"),
    [
        ("Kit 30/2/2016", "30/2/2016"),
        ("Kit 27/3/2016", ""),
        ("Kit 31 April 2016", "31 April 2016"),
        ("born 32.13.14", "32.13.14"),
        ("Kit", ""),
        ("12 Canal Street AL2 3CD", ""),
        ("1/1/1802", "1/1/1802"),
    ],
)
def test_a_date_that_is_none_is_explained(asked: str, odd: str) -> None:
    assert strange_date(asked) == odd


def test_a_bad_date_is_left_out_and_the_rest_is_searched(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    html = find(signed_in(cast.dee), "Kit Okafor-Reid 30/2/2016")
    assert ("30/2/2016” is not a real date" in html, "Millbrook" in html, "/see-person/" in html) == (True, False, True)


def test_many_by_name_alone_ask_for_more(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    for number in range(24):
        person = record_person(facts=PersonFacts(known_as="Mo", family_name="Khan"), on=LONG_AGO, by=cast.hearth)
        grant(record=person.pk, why="x", by=cast.hearth, worker=cast.dee)
        assert number < 24
    dee = signed_in(cast.dee)
    html = find(dee, "Mo Khan")
    assert "Add a date of birth or a postcode" in html
    assert ("Showing 1 to 20 of 24 people" in html, "Showing 21 to 24" in find(dee, "Mo Khan", page="2")) == (
        True,
        True,
    )


@pytest.mark.parametrize("asked", ["", " ", "'; drop table", "%", "\x00", "x" * 5000, "R-1042", "((("])
def test_nothing_typed_is_a_fault(cast: Cast, household: Household, signed_in: SignedIn, asked: str) -> None:
    assert signed_in(cast.dee).get("/people/find/", {"q": asked}).status_code == 200


def test_the_search_asks_the_same_however_many_are_found(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    dee = signed_in(cast.dee)

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            find(dee, "Kit Okafor-Reid")
        return len(asked)

    find(dee, "Kit")
    before = statements()
    for _ in range(12):
        person = record_person(facts=PersonFacts(known_as="Kit", family_name="Okafor"), on=LONG_AGO, by=cast.hearth)
        grant(record=person.pk, why="x", by=cast.hearth, worker=cast.dee)
    assert (statements(), before <= 18) == (before, True)


# In an emergency -------------------------------------------------------------------------------------------------------

WHY = "Police are at the door and the child is hurt"


def test_an_emergency_opens_for_hours_and_tells_the_managers(
    cast: Cast, household: Household, signed_in: SignedIn
) -> None:
    ash, family = signed_in(cast.ash), household.family
    assert ash.get(f"/families/{family.pk}/see-family/").status_code == 404
    answer = ash.post("/people/open-in-emergency/", {"number": str(family.pk), "why": WHY})
    assert answer["location"] == f"/families/{family.pk}/see-family/"
    assert ash.get(f"/families/{family.pk}/see-family/").status_code == 200
    given = Grant.objects.get(kind="emergency")
    assert (given.worker, given.why, given.given_by) == (cast.ash, WHY, cast.ash)
    assert given.ends_at is not None
    assert timedelta(hours=3, minutes=59) < given.ends_at - timezone.now() <= timedelta(hours=4)
    told = Alert.objects.get()
    assert (told.worker, told.leads_to) == (cast.mo, f"/families/{family.pk}/see-readers/")
    assert ("Ash Tester" in told.says, str(family.pk) in told.says, "Okafor" in told.says) == (True, True, False)
    act = Event.objects.get(kind="act")
    assert (act.name, act.worker, act.record) == ("people.open_in_emergency", cast.ash.pk, family.pk)
    html = said(signed_in(cast.mo).get(f"/families/{family.pk}/see-readers/"))
    assert (WHY in html, "Emergency" in html) == (True, True)
    Grant.objects.filter(pk=given.pk).update(ends_at=timezone.now())
    assert ash.get(f"/families/{family.pk}/see-family/").status_code == 404


@pytest.mark.parametrize("page", ["see-family", "see-people", "see-visits", "see-plan", "see-team-around"])
def test_in_an_emergency_no_page_offers_what_it_would_refuse(
    cast: Cast, household: Household, signed_in: SignedIn, page: str
) -> None:
    ash, family = signed_in(cast.ash), household.family
    ash.post("/people/open-in-emergency/", {"number": str(family.pk), "why": WHY})
    html = said(ash.get(f"/families/{family.pk}/{page}/"))
    assert "You opened this record in an emergency" in html
    offered = set(re.findall(rf'href="(/(?:families/{family.pk}|people/{household.kit.pk})/[^"?#]*)"', html))
    refused = {
        href for href in offered if ash.get(href).status_code == 409 or NOT_IN_AN_EMERGENCY in said(ash.get(href))
    }
    assert (refused, len(offered) > 5) == (set(), True)


def test_one_person_is_opened_and_the_pod_of_their_family_is_told(
    cast: Cast, household: Household, signed_in: SignedIn
) -> None:
    ash = signed_in(cast.ash)
    answer = ash.post("/people/open-in-emergency/", {"number": f"Person {household.kit.pk}", "why": WHY})
    assert answer["location"] == f"/people/{household.kit.pk}/see-person/"
    assert ash.get(answer["location"]).status_code == 200
    assert ash.get(f"/families/{household.family.pk}/see-family/").status_code == 404
    assert [each.worker for each in Alert.objects.all()] == [cast.mo]


def test_restricted_missing_and_contact_are_answered_alike(
    cast: Cast, household: Household, signed_in: SignedIn
) -> None:
    Restriction.objects.create(record=household.family.pk, why="x", made_by=cast.mo)
    ash = signed_in(cast.ash)
    answers = [
        ash.post("/people/open-in-emergency/", {"number": str(number), "why": WHY})
        for number in (household.family.pk, household.kit.pk, 999_999)
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert ["This number cannot be opened from here" in said(answer) for answer in answers] == [True] * 3
    assert (Grant.objects.filter(kind="emergency").count(), Alert.objects.count()) == (0, 0)
    refused = Event.objects.filter(kind="refused", name="people.open_in_emergency").order_by("pk")
    assert [each.record for each in refused] == [household.family.pk, household.kit.pk, 999_999]


def test_what_is_open_already_is_no_emergency(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    sent = {"number": str(household.family.pk), "why": WHY}
    assert signed_in(cast.dee).post("/people/open-in-emergency/", sent).status_code == 302
    assert (Grant.objects.filter(kind="emergency").count(), Alert.objects.count()) == (0, 0)


def test_when_nobody_manages_it_every_manager_is_told(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    Grant.objects.filter(record=household.family.pk).update(ends_at=timezone.now())
    sent = {"number": str(household.family.pk), "why": WHY}
    assert signed_in(cast.ash).post("/people/open-in-emergency/", sent).status_code == 302
    assert {each.worker for each in Alert.objects.all()} == {cast.mo, cast.guy}


@pytest.mark.parametrize(
    ("number", "why", "words"),
    [
        ("", WHY, "Enter the number of the family or the person"),
        ("Okafor", WHY, "Enter one number, such as 1042"),
        ("99999999999999999999", WHY, "Enter one number, such as 1042"),
        ("1042", "", "Say why you must open it now"),
        ("1042", "help", "Say in a few words what is happening"),
    ],
)
def test_an_emergency_needs_a_number_and_a_reason(
    cast: Cast, signed_in: SignedIn, number: str, why: str, words: str
) -> None:
    answer = signed_in(cast.ash).post("/people/open-in-emergency/", {"number": number, "why": why})
    assert (answer.status_code, words in said(answer)) == (200, True)


def test_an_analyst_and_a_partner_open_nothing(cast: Cast, signed_in: SignedIn) -> None:
    statuses = {
        signed_in(each).get("/people/open-in-emergency/").status_code for each in (cast.lin, cast.tess, cast.ada)
    }
    assert statuses == {403}


def test_what_is_open_in_an_emergency_is_listed_for_as_long_as_it_is(
    cast: Cast, household: Household, signed_in: SignedIn
) -> None:
    ash, family = signed_in(cast.ash), household.family
    ash.post("/people/open-in-emergency/", {"number": str(family.pk), "why": WHY})
    until = moment_in_words(Grant.objects.get(kind="emergency").ends_at or timezone.now())
    listed = f"number {family.pk}, opened in an emergency until {until}"
    assert [ash.get(page).content.decode().count(listed) for page in ("/", "/my-families/")] == [1, 1]
    assert signed_in(cast.dee).get("/").content.decode().count("opened in an emergency until") == 0
    Grant.objects.filter(kind="emergency").update(
        starts_at=timezone.now() - timedelta(hours=9), ends_at=timezone.now() - timedelta(hours=1)
    )
    assert [ash.get(page).content.decode().count("in an emergency until") for page in ("/", "/my-families/")] == [0, 0]


def test_of_a_slight_likeness_the_search_says_what_it_is(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    html = signed_in(cast.dee).get("/people/find/?q=Okafor").content.decode()
    assert (html.count("a slight likeness"), html.count('govuk-tag--grey">same surname</strong>') > 0) == (0, True)


@pytest.mark.parametrize(("who", "hint"), [("nia", "For example, 27 3 1986"), ("kit", "For example, 27 3 2016")])
def test_an_adults_date_of_birth_has_an_adults_example(
    cast: Cast, household: Household, signed_in: SignedIn, who: str, hint: str
) -> None:
    html = signed_in(cast.dee).get(f"/people/{getattr(household, who).pk}/change-person/").content.decode()
    assert re.findall(r'id="id_born_on-hint"[^>]*>\s*([^<]*?)\s*<', html) == [hint]
