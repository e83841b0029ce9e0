"""What is done to a family's people: each act once, with its line, and each refusal with its sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from hearth.casework.casefile.begin_family.action import begin_family
from hearth.casework.casefile.leave_family.action import leave_family
from hearth.casework.casefile.move_home.action import move_home
from hearth.casework.casefile.record_birth.action import record_birth
from hearth.casework.chronology.models import Line
from hearth.casework.people.conftest import HOME, Household
from hearth.casework.people.models import FamilyMembership, Person, Protection, Residence
from hearth.casework.people.opening import PersonFacts, record_person
from hearth.conftest import LONG_AGO, Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Grant, Restriction, Worker
from hearth.foundation.staff.pages import today
from hearth.foundation.staff.second_wall import stepped_in

SignedIn = Callable[[Worker], Client]
ONCE = {"_once": "7f1f4a5e-4f6f-4b9e-9d6a-2f1d5d1f7c12"}


def on_day(name: str, day: date) -> dict[str, int]:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def acts() -> list[str]:
    return list(Event.objects.filter(kind="act").order_by("pk").values_list("name", flat=True))


def lines(household: Household) -> list[str]:
    return list(Line.objects.filter(family=household.family).order_by("pk").values_list("says", flat=True))


# Somebody more --------------------------------------------------------------------------------------------------------

ROSA: dict[str, Any] = {
    "known_as": "Rosa",
    "family_name": "Quill",
    "birth": "born",
    **on_day("born_on", date(1960, 5, 4)),
    "sex": "F",
    "part": "grandparent",
    "has_parental_responsibility": "no",
}


def test_somebody_new_joins_once_however_often_it_is_sent(
    cast: Cast, household: Household, signed_in: SignedIn
) -> None:
    dee, address = signed_in(cast.dee), f"/families/{household.family.pk}/add-person/"
    first, second = dee.post(address, ROSA | ONCE), dee.post(address, ROSA | ONCE)
    assert first["location"] == second["location"] == f"/families/{household.family.pk}/see-people/"
    rosa = Person.objects.get(known_as="Rosa")
    joined = rosa.memberships.get()
    assert (joined.part, joined.has_parental_responsibility, joined.lives_in_household) == ("grandparent", False, None)
    assert (acts(), lines(household)) == (
        ["casefile.add_person"],
        ["Rosa was recorded as part of the family (grandparent)"],
    )


def test_an_unborn_child_needs_no_name(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    sent = {"birth": "unborn", "sex": "U", "part": "child", "family_name": "Reid"}
    expected = today() + timedelta(days=90)
    signed_in(cast.dee).post(f"/families/{household.family.pk}/add-person/", sent | on_day("expected_on", expected))
    child = Person.objects.get(expected_on=expected)
    assert (child.name, child.born_on) == ("Baby Reid", None)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"known_as": "", "family_name": ""}, "Enter what they are called, or their family name"),
        ({"birth": ""}, "Say whether they are born"),
        (on_day("born_on", date(1802, 5, 4)), "1802 is too long ago"),
        ({"born_on-day": "30", "born_on-month": "2", "born_on-year": "2016"}, "There is no 30 February 2016"),
        ({"born_on-year": "2999"}, "or earlier"),
        ({"part": ""}, "Choose what they are in this family"),
        ({"postcode": "nowhere"}, "Enter a full UK postcode"),
        ({"phone": "12"}, "Enter a telephone number"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    cast: Cast, household: Household, signed_in: SignedIn, change: dict[str, Any], words: str
) -> None:
    people = Person.objects.count()
    answer = signed_in(cast.dee).post(f"/families/{household.family.pk}/add-person/", ROSA | change)
    assert (answer.status_code, words in answer.content.decode(), Person.objects.count()) == (200, True, people)


def test_somebody_like_them_is_asked_about_before_a_record_is_made(
    cast: Cast, household: Household, signed_in: SignedIn
) -> None:
    dee, address = signed_in(cast.dee), f"/families/{household.family.pk}/add-person/"
    sent = ROSA | {"known_as": "Berryl", "family_name": "Reid", "birth": "not_known", "postcode": "AL3 3AA"}
    html = dee.post(address, sent).content.decode()
    assert ("Is this somebody we already know?" in html, "Beryl Reid" in html) == (True, True)
    assert "Choose who it is" in dee.post(address, sent | {"asked": "yes"}).content.decode()
    already = dee.post(address, sent | {"same_as": household.beryl.pk}).content.decode()
    assert "This person is already in the family" in already
    people = Person.objects.count()
    assert dee.post(address, sent | {"same_as": "new"}).status_code == 302
    assert Person.objects.count() == people + 1


def test_a_number_that_was_not_offered_joins_nobody(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    stranger = record_person(facts=PersonFacts(known_as="Zed", family_name="Hidden"), on=LONG_AGO, by=cast.hearth)
    sent = ROSA | {"known_as": "Beryl", "family_name": "Reid", "same_as": stranger.pk}
    answer = signed_in(cast.dee).post(f"/families/{household.family.pk}/add-person/", sent)
    assert (answer.status_code, stranger.memberships.count()) == (200, 0)


def test_the_front_door_is_warned_of_everybody_and_can_join_somebody_known(
    cast: Cast, household: Household, signed_in: SignedIn
) -> None:
    Grant.objects.create(record=household.family.pk, why="New", worker=cast.fay, given_by=cast.mo)
    known = record_person(
        facts=PersonFacts(known_as="Rosa", family_name="Quill", born_on=date(1960, 5, 4)), on=LONG_AGO, by=cast.hearth
    )
    address = f"/families/{household.family.pk}/add-person/"
    dee = signed_in(cast.dee).post(address, ROSA)
    assert dee.status_code == 302  # to Dee, Rosa is nobody she may open, and nothing tells her otherwise
    fay = signed_in(cast.fay)
    html = fay.post(address, ROSA).content.decode()
    assert ("same date of birth" in html.lower(), f'value="{known.pk}"' in html) == (True, True)
    assert fay.post(address, ROSA | {"same_as": known.pk}).status_code == 302
    assert known.memberships.get().family == household.family


def test_a_restricted_record_is_said_to_be_there_and_no_more(
    cast: Cast, household: Household, signed_in: SignedIn
) -> None:
    Grant.objects.create(record=household.family.pk, why="New", worker=cast.fay, given_by=cast.mo)
    known = record_person(
        facts=PersonFacts(known_as="Rosa", family_name="Quill", born_on=date(1960, 5, 4)), on=LONG_AGO, by=cast.hearth
    )
    Restriction.objects.create(record=known.pk, why="A colleague", made_by=cast.mo)
    html = signed_in(cast.fay).post(f"/families/{household.family.pk}/add-person/", ROSA).content.decode()
    assert ("A restricted record may match: ask the manager" in html, str(known.pk) in html) == (True, False)


# A birth --------------------------------------------------------------------------------------------------------------


def test_the_expected_date_gives_way_to_the_birth_once(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    dee, address = signed_in(cast.dee), f"/people/{household.baby.pk}/record-birth/"
    sent = {"known_as": "Joss", "family_name": "Okafor-Reid", "sex": "M"} | on_day("born_on", today())
    assert dee.post(address, sent).status_code == 302
    born = Person.objects.get(pk=household.baby.pk)
    assert (born.name, born.born_on, born.expected_on, born.sex, born.version) == (
        "Joss Okafor-Reid",
        today(),
        None,
        "M",
        2,
    )
    assert (lines(household), Line.objects.get().is_significant) == (["Joss was born"], True)
    again = dee.post(address, sent)
    assert (again.status_code, "The birth is already recorded" in again.content.decode()) == (409, True)
    with pytest.raises(Refused, match="already recorded"):
        record_birth(child=born, born_on=today(), known_as="X", family_name="Y", sex="F", by=cast.dee)
    assert acts() == ["casefile.record_birth"]


def test_a_birth_far_from_the_expected_date_is_questioned(
    cast: Cast, household: Household, signed_in: SignedIn
) -> None:
    sent = {"known_as": "Joss", "family_name": "Reid", "sex": "M"} | on_day("born_on", today() - timedelta(days=365))
    answer = signed_in(cast.dee).post(f"/people/{household.baby.pk}/record-birth/", sent)
    assert "more than 20 weeks" in answer.content.decode()
    assert Person.objects.get(pk=household.baby.pk).born_on is None


# A move ---------------------------------------------------------------------------------------------------------------


def test_several_people_move_and_their_old_home_ends(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    moved_on = today() - timedelta(days=3)
    sent = {"who": [household.nia.pk, household.kit.pk], "address": "8 Orchard Rise", "postcode": "zz94qt"}
    answer = signed_in(cast.dee).post(
        f"/families/{household.family.pk}/move-home/", sent | on_day("moved_on", moved_on)
    )
    assert answer.status_code == 302
    for person in (household.nia, household.kit):
        homes = list(person.residences.order_by("starts_on").values_list("address", "postcode", "starts_on", "ends_on"))
        assert homes == [(*HOME, LONG_AGO, moved_on), ("8 Orchard Rise", "ZZ9 4QT", moved_on, None)]
    assert household.ada.residences.get().ends_on is None
    assert lines(household) == ["Nia and Kit moved home"]


def test_who_hides_and_from_whom_do_not_move_together(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    Protection.objects.create(
        person=household.nia, kept_from=household.darren, covers="address", why="x", starts_on=LONG_AGO, made_by=cast.mo
    )
    sent = {"who": [household.nia.pk, household.darren.pk], "address": "8 Orchard Rise"} | on_day("moved_on", today())
    answer = signed_in(cast.dee).post(f"/families/{household.family.pk}/move-home/", sent)
    assert "Where Nia lives is kept from Darren. Record their moves one at a time" in answer.content.decode()
    assert Residence.objects.filter(address="8 Orchard Rise").count() == 0


def test_nobody_moves_before_they_came(cast: Cast, household: Household) -> None:
    with pytest.raises(Refused, match="so the move must be after that day"):
        move_home(
            family=household.family,
            movers=[household.nia],
            address="x",
            postcode="",
            moved_on=LONG_AGO,
            on=today(),
            by=cast.dee,
        )
    assert (acts(), lines(household)) == ([], [])


# Leaving, beginning ----------------------------------------------------------------------------------------------------


def test_leaving_ends_the_membership_and_is_told(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    dee = signed_in(cast.dee)
    address = f"/families/{household.family.pk}/people/{household.darren.pk}/leave-family/"
    early = dee.post(address, {"why": "He moved out"} | on_day("ends_on", LONG_AGO))
    assert "so it must end after that day" in early.content.decode()
    assert dee.post(address, {"why": "He moved out"} | on_day("ends_on", today())).status_code == 302
    assert household.darren.memberships.get().ends_on == today()
    assert lines(household) == ["Darren is no longer part of the family: He moved out"]
    assert dee.get(address).status_code == 404
    with pytest.raises(Refused, match="already left"):
        leave_family(
            membership=FamilyMembership.objects.get(person=household.darren), ends_on=today(), why="x", by=cast.dee
        )


def test_a_child_of_a_family_begins_no_second(cast: Cast, household: Household) -> None:
    with pytest.raises(Refused, match="already belongs to a family"):
        begin_family(child=household.kit, name="Other", on=today(), by=cast.dee)


# Restricting ----------------------------------------------------------------------------------------------------------


def test_a_restricted_record_is_open_to_those_named_until_it_is_lifted(
    cast: Cast, household: Household, signed_in: SignedIn
) -> None:
    family, mo = household.family, signed_in(cast.mo)
    address, glance = f"/families/{family.pk}/restrict-record/", f"/families/{family.pk}/see-family/"
    sent = {"why": "A colleague's family", "named": [cast.sam.pk], "others": "ASH@example.org"}
    assert mo.post(address, sent).status_code == 302

    def sees() -> dict[str, int]:
        workers = (cast.mo, cast.sam, cast.ash, cast.dee)
        return {each.known_as: signed_in(each).get(glance).status_code for each in workers}

    assert sees() == {"Mo": 200, "Sam": 200, "Ash": 200, "Dee": 404}
    assert "Restricted to named people: A colleague" in mo.get(glance).content.decode()
    assert mo.post(address, {"named": [cast.dee.pk], "others": ""}).status_code == 302
    assert sees() == {"Mo": 200, "Sam": 404, "Ash": 404, "Dee": 200}
    lift = f"/families/{family.pk}/lift-restriction/"
    assert signed_in(cast.dee).get(lift).status_code == 403
    assert mo.post(lift, {"why": "The colleague has left"}).status_code == 302
    assert sees() == {"Mo": 200, "Sam": 200, "Ash": 404, "Dee": 200}
    assert lines(household) == [
        "The record was restricted to 3 named: A colleague's family",
        "Who is named was changed",
        "The record is no longer restricted: The colleague has left",
    ]


def test_nobody_unknown_is_named(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    sent = {"why": "x", "named": [], "others": "nobody@example.org"}
    answer = signed_in(cast.mo).post(f"/families/{household.family.pk}/restrict-record/", sent)
    assert "Nobody signs in to Hearth as nobody@example.org" in answer.content.decode()
    assert Restriction.objects.count() == 0


def test_a_grant_on_a_child_alone_opens_nothing_of_a_restricted_family(cast: Cast, household: Household) -> None:
    Grant.objects.create(record=household.kit.pk, why="Made this record", worker=cast.ash, given_by=cast.mo)
    with stepped_in(cast.ash):
        assert Person.objects.count() == 1
    Restriction.objects.create(record=household.family.pk, why="x", made_by=cast.mo)
    with stepped_in(cast.ash):
        assert Person.objects.count() == 0
    Grant.objects.create(record=household.family.pk, why="Named", kind="named", worker=cast.ash, given_by=cast.mo)
    with stepped_in(cast.ash):
        assert Person.objects.count() == 6


def test_details_are_kept_from_somebody_and_told_again_with_a_reason(
    cast: Cast, household: Household, signed_in: SignedIn
) -> None:
    sam, address = signed_in(cast.sam), f"/people/{household.nia.pk}/protect-details/"
    sent = {"covers": "address", "kept_from": household.darren.pk, "why": "He has threatened to find her"}
    assert sam.post(address, sent).status_code == 302
    assert "This is already kept from them" in sam.post(address, sent).content.decode()
    assert sam.post(address, sent | {"kept_from": "outside"}).status_code == 302
    first, second = Protection.objects.order_by("pk")
    assert (first.kept_from, first.made_by, second.kept_from) == (household.darren, cast.sam, None)
    end = f"/people/{household.nia.pk}/protections/{first.pk}/end-protection/"
    assert sam.get(end).status_code == 403
    dee = signed_in(cast.dee)
    assert "Say why it is safe to tell now" in dee.post(end, {"why": ""}).content.decode()
    assert dee.post(end, {"why": "Nia asked for it"}).status_code == 302
    first.refresh_from_db()
    assert (first.ends_on, first.ended_by, first.why_ended) == (today(), cast.dee, "Nia asked for it")
    assert dee.post(end, {"why": "again"}).status_code == 409
    other = f"/people/{household.kit.pk}/protections/{second.pk}/end-protection/"
    assert dee.get(other).status_code == 404
    # The story says that there is a protection; of what, from whom and why it leaves to the person's own page.
    assert lines(household) == ["Nia's details were protected"] * 2 + ["A protection of Nia's details was ended"]
    assert {each.leads_to for each in Line.objects.all()} == {f"/people/{household.nia.pk}/see-person/"}
