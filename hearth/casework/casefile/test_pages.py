"""Every page of a family and a person: what it says, who may open it, and how many statements it asks."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hearth.casework.casefile.queries import slice_in_words
from hearth.casework.chronology.write import write_line
from hearth.casework.family_help.models import Assessment, Episode, Factor
from hearth.casework.people.conftest import Household
from hearth.casework.people.models import Person, Protection, Relationship, Residence
from hearth.casework.people.opening import PersonFacts, begin_family, grant, join_family, record_person
from hearth.casework.workbook.models import Plan, Step
from hearth.conftest import LONG_AGO, Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.periods.words import date_in_words, due_in_words
from hearth.foundation.staff.models import Grant, Restriction, Worker
from hearth.foundation.staff.pages import today

MOST_STATEMENTS = 30  # with the four that sign in, step in and out, and the frame's own
SignedIn = Callable[[Worker], Client]
FAMILY_PAGES = ("see-family", "see-people", "see-readers", "add-person", "move-home")
PERSON_PAGES = ("see-person", "record-birth", "begin-family", "change-person", "protect-details")


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (answer.status_code, address)
    return answer.content.decode()


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page_of(client, address)
    return len(asked)


def test_at_a_glance_says_what_matters(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    Protection.objects.create(
        person=household.nia,
        kept_from=household.darren,
        covers="address",
        why="He has threatened to find her",
        starts_on=today(),
        made_by=cast.mo,
    )
    Episode.objects.create(
        person=household.kit, family=household.family, referred_on=today(), referral_source="2A", recorded_by=cast.mo
    )
    write_line(
        family=household.family,
        says="Nia asked for help",
        happened_on=today(),
        slice="x.y",
        is_significant=True,
        by=cast.dee,
    )
    html = page_of(signed_in(cast.dee), f"/families/{household.family.pk}/see-family/")
    for words in (
        "Okafor-Reid family",
        "Nia: address, phone and school kept from Darren (He has threatened to find her)",
        "Nia and Darren are recorded at one address: check where each of them lives",
        "Baby, unborn: the expected date is near",
        "Unborn, expected ",
        "Kit Okafor-Reid",
        "Ada, Darren, Nia",
        "Millbrook Primary School",
        '>Begin the assessment</a><span class="hearth-quiet">; it must be finished by ',
        "No star yet",
        "No plan yet",
        "Nia asked for help",
    ):
        assert words in html, words
    assert html.count("hearth-next__title") == 1


def test_a_step_of_the_plan_past_its_day_is_owed(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    late = today() - timedelta(days=14)
    plan = Plan.objects.create(family=household.family, made_on=late, made_by=cast.dee, review_on=today())
    Step.objects.create(plan=plan, position=1, who="Nia", does="Rings the school.", by_when=late)
    client, page = signed_in(cast.dee), f"/families/{household.family.pk}/see-family/"
    html = page_of(client, page)
    words, when = "Step of the plan, Nia: Rings the school", due_in_words(late, today())[1:]
    assert (html.count(f">{words}</a>"), html.count(f"{words}. <span"), html.count(when)) == (1, 1, 2)
    plan.steps.update(done_on=today())
    assert page_of(client, page).count(words) == 0


def test_the_family_page_asks_the_same_however_large_the_family(
    cast: Cast, household: Household, signed_in: SignedIn
) -> None:
    def one_more(number: int) -> None:
        facts = PersonFacts(known_as=f"Child {number}", address=f"{number} Far Road", postcode="AL9 9ZZ")
        person = record_person(facts=facts, on=LONG_AGO, by=cast.hearth)
        join_family(family=household.family, person=person, part="child", starts_on=LONG_AGO)
        Protection.objects.create(
            person=person, kept_from=household.darren, covers="address", why="x", starts_on=LONG_AGO, made_by=cast.mo
        )
        Episode.objects.create(
            person=person, family=household.family, referred_on=LONG_AGO, referral_source="2A", recorded_by=cast.mo
        )
        begin_family(name=f"Other {number}", by=cast.hearth)

    dee = signed_in(cast.dee)
    addresses = [f"/families/{household.family.pk}/{name}/" for name in ("see-family", "see-people", "see-readers")]
    one_more(0)
    page_of(dee, addresses[0])  # the first page of the day writes down that she is here
    before = [statements(dee, address) for address in addresses]
    for number in range(1, 10):
        one_more(number)
    assert [statements(dee, address) for address in addresses] == before
    assert max(before) <= MOST_STATEMENTS


@pytest.mark.parametrize("name", FAMILY_PAGES)
def test_who_may_open_a_familys_pages(cast: Cast, household: Household, signed_in: SignedIn, name: str) -> None:
    workers = (cast.dee, cast.mo, cast.sam, cast.ash, cast.fay, cast.stu, cast.lin, cast.ada, cast.tess)
    address = f"/families/{household.family.pk}/{name}/"
    sees = {each.known_as: signed_in(each).get(address).status_code for each in workers}
    changes = name in {"add-person", "move-home"}
    assert sees == {
        "Dee": 200,
        "Mo": 200,
        "Sam": 403 if changes else 200,
        "Ash": 404,
        "Fay": 404,
        "Stu": 403 if changes or name == "see-readers" else 404,
        "Lin": 403,
        "Ada": 403,
        "Tess": 403,
    }


@pytest.mark.parametrize("name", PERSON_PAGES)
def test_another_team_finds_no_such_person(cast: Cast, household: Household, signed_in: SignedIn, name: str) -> None:
    ash = signed_in(cast.ash)
    closed, missing = ash.get(f"/people/{household.baby.pk}/{name}/"), ash.get(f"/people/999999/{name}/")
    assert (closed.status_code, missing.status_code, closed.content == missing.content) == (404, 404, True)
    assert page_status(signed_in(cast.dee), f"/people/{household.baby.pk}/{name}/") == 200


def page_status(client: Client, address: str) -> int:
    return client.get(address).status_code


def test_a_restricted_family_is_for_those_named(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    Restriction.objects.create(record=household.family.pk, why="A colleague's family", made_by=cast.mo)
    for address in (f"/families/{household.family.pk}/see-family/", f"/people/{household.kit.pk}/see-person/"):
        assert page_status(signed_in(cast.dee), address) == 404


def test_people_says_who_is_who(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    html = page_of(signed_in(cast.dee), f"/families/{household.family.pk}/see-people/")
    for words in ("4 Mill Lane, Aldermere AL1 2BC", "9 High Street", "07700 900123", "Grandparent", "unborn, expected"):
        assert words in html, words


@pytest.mark.parametrize(
    ("why", "says"),
    [
        ("An order is in force.", "An order is in force. Since {day}."),
        ("An order is in force", "An order is in force. Since {day}."),
        ("He asked: where is she? ", "He asked: where is she? Since {day}."),
    ],
)
def test_why_something_is_kept_ends_as_a_sentence(
    cast: Cast, household: Household, signed_in: SignedIn, why: str, says: str
) -> None:
    Protection.objects.create(
        person=household.nia,
        kept_from=household.darren,
        covers="address",
        why=why,
        starts_on=today(),
        made_by=cast.mo,
    )
    html = page_of(signed_in(cast.dee), f"/families/{household.family.pk}/see-people/")
    (told,) = re.findall(r'class="hearth-kept[^>]*><strong>[^<]*</strong><br>([^<]*)</p>', html)
    assert told == says.format(day=date_in_words(today()))


def test_sam_sees_no_links_that_are_not_his(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    html = page_of(signed_in(cast.sam), f"/families/{household.family.pk}/see-people/")
    assert ("/add-person/" in html, "/change-person/" in html, "/protect-details/" in html) == (False, False, True)


def test_a_child_brought_in_alone_says_so_and_what_next(cast: Cast, signed_in: SignedIn) -> None:
    child = record_person(facts=PersonFacts(identifiers=(("la_child", "DfEX0000001"),)), on=today(), by=cast.hearth)
    grant(record=child.pk, why="Brought in", by=cast.hearth, worker=cast.stu)
    episode = Episode.objects.create(
        person=child, referred_on=LONG_AGO, referral_source="1A", primary_need="N1", recorded_by=cast.hearth
    )
    assessment = Assessment.objects.create(
        person=child,
        referred_on=LONG_AGO,
        started_on=LONG_AGO,
        authorised_on=LONG_AGO + timedelta(days=30),
        state="authorised",
        started_by=cast.hearth,
        came_from="CIN census",
    )
    Factor.objects.create(assessment=assessment, child=child, code="3A")
    html = page_of(signed_in(cast.stu), f"/people/{child.pk}/see-person/")
    for words in ("DfEX0000001", "brought in alone", "Begin a family", "CIN census", "6 January 2020", "need: "):
        assert words in html, words
    answer = signed_in(cast.stu).post(f"/people/{child.pk}/begin-family/", {"name": "Child DfEX0000001"})
    family = child.memberships.get().family
    assert (answer.status_code, answer["location"]) == (302, f"/families/{family.pk}/see-people/")
    episode.refresh_from_db()
    assert (str(family), episode.family_id) == ("Child DfEX0000001 family", family.pk)
    assert page_status(signed_in(cast.stu), f"/families/{family.pk}/see-family/") == 200


def test_who_has_looked_is_told_with_when_where_and_why(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    family, dee, mo = household.family, signed_in(cast.dee), signed_in(cast.mo)
    page_of(dee, f"/families/{family.pk}/see-family/")
    page_of(dee, f"/people/{household.kit.pk}/see-person/")
    page_of(mo, f"/families/{family.pk}/see-people/")
    signed_in(cast.ash).get(f"/families/{family.pk}/see-family/")
    html = page_of(mo, f"/families/{family.pk}/see-readers/")
    for words in (
        "Opened “At a glance”",
        "Opened “One person’s page”",
        "(Kit Okafor-Reid)",
        "Opened “People of the family”",
        "Allocated to North pod",
        "Was refused “At a glance”",
        "Ash Tester",
    ):
        assert words in html, words
    only = page_of(mo, f"/families/{family.pk}/see-readers/?worker={cast.dee.pk}&kind=read")
    assert ("Dee Tester" in only, only.count('<th scope="row"'), "Remove </span>Dee Tester" in only) == (True, 2, True)


def test_a_mad_filter_is_no_fault(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    address = f"/families/{household.family.pk}/see-readers/?worker=x&kind=q&page=-4"
    assert page_status(signed_in(cast.mo), address) == 200


def test_an_act_is_told_by_the_right_of_the_page_it_was_done_from(
    cast: Cast, household: Household, signed_in: SignedIn
) -> None:
    sent = {"who": [household.beryl.pk], "address": "1 New Road", "moved_on-day": "1", "moved_on-month": "2"}
    address = f"/families/{household.family.pk}/move-home/"
    assert signed_in(cast.dee).post(address, sent | {"moved_on-year": "2024"}).status_code == 302
    html = page_of(signed_in(cast.mo), f"/families/{household.family.pk}/see-readers/?kind=act")
    assert readers_in(html) == [("Did: Move home", "Allocated to North pod")]
    assert Event.objects.get(kind="act").record == household.family.pk


def readers_in(html: str) -> list[tuple[str, str]]:
    """What was done, and why they may, of each line."""
    cells = re.findall(r"<td [^>]*>(.*?)</td>", html, re.DOTALL)
    words = [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in cells]
    return list(zip(words[1::3], words[2::3], strict=True))


def test_a_page_only_opened_is_not_told_as_done_and_why_they_may_is_never_empty(
    cast: Cast, household: Household, signed_in: SignedIn
) -> None:
    record = household.family.pk
    for kind, worker, name in (
        ("act", cast.dee.pk, "workbook.make_plan"),
        ("act", cast.guy.pk, "frontdoor.decide"),
        ("refused", cast.ash.pk, "workbook.make_plan"),
        ("act", cast.ash.pk, "frontdoor.decide"),
        ("act", None, "people.hold"),
        ("read", cast.dee.pk, "workbook.make_plan"),
    ):
        Event.objects.create(kind=kind, worker=worker, name=name, record=record)
    html = page_of(signed_in(cast.mo), f"/families/{record}/see-readers/")
    assert readers_in(html)[::-1][:6] == [
        ("Did: Make plan", "Allocated to North pod"),
        ("Did: Decide", "By their role: Front-door manager"),
        ("Was refused “Make plan”", "They may not: it was refused"),
        ("Did: Decide", "Not written down"),
        ("Did: Hold", "Hearth does this by itself"),
        ("Opened “Make plan”", "Not written down"),
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [("casefile.see_family", "At a glance"), ("workbook.score_star", "Score star"), ("odd", "Odd")],
)
def test_a_slice_in_words(name: str, words: str) -> None:
    assert slice_in_words(name) == words


def test_in_an_emergency_the_next_step_is_one_that_may_be_taken(
    cast: Cast, household: Household, signed_in: SignedIn
) -> None:
    Episode.objects.create(
        person=household.kit, family=household.family, referred_on=today(), referral_source="2A", recorded_by=cast.mo
    )
    grant(
        record=household.family.pk,
        why="Police rang",
        by=cast.ash,
        worker=cast.ash,
        lasts=timedelta(hours=4),
        kind=Grant.Kind.EMERGENCY,
    )
    Assessment.objects.create(
        family=household.family, referred_on=LONG_AGO, started_on=LONG_AGO, started_by=cast.dee, state="writing"
    )
    address = f"/families/{household.family.pk}/see-family/"
    said = [
        re.findall(r'class="hearth-next__words">([^<.]*)', page_of(signed_in(worker), address))
        for worker in (cast.dee, cast.ash)
    ]
    assert said == [["Finish the assessment"], ["Visit the children"]]


def test_an_unborn_child_without_a_name_is_never_just_a_surname(
    cast: Cast, household: Household, signed_in: SignedIn
) -> None:
    Person.objects.filter(pk=household.baby.pk).update(known_as="", given_names="", family_name="Okafor")
    Residence.objects.create(person=household.baby, address="12 Canal Street\n", postcode="AL2 3CD", starts_on=LONG_AGO)
    Relationship.objects.create(person=household.kit, to=household.baby, kind="sibling", starts_on=LONG_AGO)
    client, family = signed_in(cast.dee), household.family.pk
    people = page_of(client, f"/families/{family}/see-people/")
    assert (people.count("brother or sister of unborn baby Okafor"), people.count(">Unborn baby Okafor</a>")) == (1, 1)
    baby = page_of(client, f"/people/{household.baby.pk}/see-person/")
    assert (baby.count(">Unborn baby Okafor</h1>") > 0, re.findall(r"key\">\s*(School|Phone)", baby)) == (True, [])


def test_no_space_stands_before_the_comma_of_an_address(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    Residence.objects.filter(person=household.nia).update(address="12 Freshwater Lane \nAldermere", postcode="AL2 3CD")
    client = signed_in(cast.dee)
    for address in (f"/families/{household.family.pk}/see-people/", f"/people/{household.nia.pk}/see-person/"):
        page = page_of(client, address)
        assert (page.count("12 Freshwater Lane, Aldermere AL2 3CD"), page.count(" ,")) == (1, 0), address


def test_what_is_owed_stands_before_the_children(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    page = page_of(signed_in(cast.dee), f"/families/{household.family.pk}/see-family/")
    titles = re.findall(r"<h2[^>]*>(Owed next|Who works with them|Children|Web Star)<", page)
    assert titles == ["Owed next", "Who works with them", "Children", "Web Star"]
