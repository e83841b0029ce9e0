from __future__ import annotations

import html
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from hearth.casework.caseload.models import Allocation, Involvement
from hearth.casework.chronology.models import Line
from hearth.casework.family_help.models import Episode, Visit
from hearth.casework.frontdoor.conftest import KIT, RUTH
from hearth.casework.frontdoor.conftest import told as told
from hearth.casework.frontdoor.models import Analysis, Contact, Rating, SaidOfMatch
from hearth.casework.frontdoor.refer.test_refer import Referrer
from hearth.casework.people.models import Family, Person, Residence
from hearth.casework.people.opening import PersonFacts, begin_family, grant, join_family, record_person
from hearth.casework.workbook.models import Score, Shape, Star
from hearth.foundation.audit.models import Block, Event, Sealed
from hearth.foundation.audit.seal import seal, verify
from hearth.foundation.staff.models import Worker
from tests.cast import LONG_AGO, Cast
from tests.two_at_once.conftest import AtOnce

pytestmark = pytest.mark.django_db
SignIn = Callable[[Worker], Client]
NORTHERN = {"address": "14 Canal Row", "postcode": "AL1 4QX"}


def today_as(name: str) -> dict[str, int]:
    day = timezone.localdate()
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def told_wrong(answer: Any) -> list[str]:
    """What the page says went wrong: in its list of errors, or as the whole page of a refusal."""
    page = answer.content.decode()
    found = re.search(r'govuk-error-summary__list">(.*?)</ul>', page, re.S)
    said = re.findall(r"<li>(.*?)</li>", found[1], re.S) if found else []
    return [html.unescape(re.sub(r"<[^>]+>", "", each)).strip() for each in said]


def saved_and_told(answers: list[Any]) -> Any:
    """The first was saved; what the second was answered."""
    for answer in answers:
        if isinstance(answer, BaseException):
            raise answer
    saved, told_no = answers
    assert (saved.status_code, told_no.status_code in {200, 409}) == (302, True)
    return told_no


def manages(worker: Worker) -> None:
    """The cast has one front-door manager; two are needed."""
    worker.role = "front_door_manager"
    worker.save(update_fields=["role"])


@pytest.fixture
def family(cast: Cast) -> Family:
    """Kit, nine, and his mother, held by the north pod."""
    made = begin_family(name="Okafor-Reid", by=cast.hearth)
    for name, part in (("Kit", "child"), ("Nia", "mother")):
        facts = PersonFacts(known_as=name, family_name="Okafor-Reid", **NORTHERN)
        person = record_person(facts=facts, on=LONG_AGO, by=cast.hearth)
        join_family(family=made, person=person, part=part, starts_on=LONG_AGO)
    grant(record=made.pk, why="Held by North pod", by=cast.mo, team=cast.north_pod)
    return made


@pytest.fixture
def kit(family: Family) -> Person:
    return Person.objects.get(known_as="Kit")


# The front door


@pytest.fixture
def contact(cast: Cast, told: Callable[..., Contact]) -> Contact:
    return rated_and_analysed(told(people=(KIT, RUTH)), cast.fay)


def rated_and_analysed(contact: Contact, by: Worker) -> Contact:
    Rating.objects.create(contact=contact, rating="amber", because="Hungry and frightened", rated_by=by)
    Analysis.objects.create(contact=contact, says="They are worried at home", level_of_need=3, written_by=by)
    return contact


def decides(client: Client, worker: Worker, contact: Contact) -> Callable[[], Any]:
    """Opens the page of the decision; what it gives sends the page."""
    address = f"/front-door/{contact.pk}/decide/"
    assert client.get(address).status_code == 200
    said = {
        "version": contact.version,
        "outcome": "family_help",
        "because": f"{worker.known_as} thinks they need an assessment",
        "family_name": "Okafor-Reid",
        "tell_family_help": "A family help team will work with this family.",
        "is_told_now": "yes",
    }
    return lambda: client.post(address, said)


def test_two_managers_decide_one_contact(cast: Cast, contact: Contact, signed_in: SignIn, at_once: AtOnce) -> None:
    """One family, one episode a child; the other is told who decided and what."""
    manages(cast.fay)
    answers = at_once(*(decides(signed_in(each), each, contact) for each in (cast.guy, cast.fay)))
    told_no = saved_and_told(answers)
    contact.refresh_from_db()
    assert (contact.decided_by, contact.decided_because) == (cast.guy, "Guy thinks they need an assessment")
    assert [
        re.sub(r" on .*: ", " on a day: ", each) for each in told_wrong(told_no)
    ] == ["Guy Tester decided this contact on a day: family help. Nothing you sent was recorded."]  # fmt: skip
    assert (Family.objects.count(), Episode.objects.count(), Person.objects.count()) == (1, 1, 2)
    assert Event.objects.filter(kind="act", name="frontdoor.decide").count() == 1


def test_two_contacts_about_one_child_are_decided(
    cast: Cast, told: Callable[..., Contact], signed_in: SignIn, at_once: AtOnce
) -> None:
    """A school and the police on one evening: the child has one family and one episode, and the second is told."""
    manages(cast.fay)
    facts = PersonFacts(known_as="Kit", family_name="Okafor-Reid", born_on=KIT["born_on"])
    kit = record_person(facts=facts, on=LONG_AGO, by=cast.hearth)
    contacts = [told(people=(KIT | {"person": kit},)) for _ in range(2)]
    for contact in contacts:
        SaidOfMatch.objects.create(told=contact.people.get(), person=kit.pk, word="same", said_by=cast.fay)
        rated_and_analysed(contact, cast.fay)
    answers = at_once(
        *(
            decides(signed_in(worker), worker, contact)
            for worker, contact in zip((cast.guy, cast.fay), contacts, strict=True)
        )
    )
    told_no = saved_and_told(answers)
    assert told_wrong(told_no) == [
        "We already work with the Okafor-Reid family, so this contact joins them. It is not a new referral."
    ]
    assert (Family.objects.count(), Episode.objects.count()) == (1, 1)
    assert [contact.outcome for contact in Contact.objects.order_by("pk")] == ["family_help", ""]


def test_a_referral_sent_twice_gives_one_reference(cast: Cast, signed_in: SignIn, at_once: AtOnce) -> None:
    """As from two windows: each has a form of its own."""
    first = Referrer(signed_in(cast.tess))
    first.fill()
    second = Referrer(signed_in(cast.tess), draft=first.draft)
    answers = at_once(
        lambda: first.send(_once=str(uuid.uuid4())),
        lambda: second.send(_once=str(uuid.uuid4())),
    )
    contact = Contact.objects.get()
    assert answers == [f"/refer/{contact.pk}/sent/"] * 2
    assert contact.people.count() == 2


# People


def test_two_change_one_person(cast: Cast, kit: Person, signed_in: SignIn, at_once: AtOnce) -> None:
    address = f"/people/{kit.pk}/change-person/"

    def changes(worker: Worker) -> Callable[[], Any]:
        client = signed_in(worker)
        assert client.get(address).status_code == 200
        said = {"version": 1, "known_as": "Kit", "family_name": "Okafor-Reid", "sex": "M", "language": worker.known_as}
        return lambda: client.post(address, said)

    told_no = saved_and_told(at_once(changes(cast.dee), changes(cast.mo)))
    kit.refresh_from_db()
    assert (kit.version, kit.language) == (2, "Dee")
    assert told_wrong(told_no) == [
        "Somebody else changed this record after you opened the page. "
        "Read what it says now, then send yours again if it still holds"
    ]


def test_two_move_one_home(cast: Cast, family: Family, kit: Person, signed_in: SignIn, at_once: AtOnce) -> None:
    address = f"/families/{family.pk}/move-home/"

    def moves(worker: Worker) -> Callable[[], Any]:
        client = signed_in(worker)
        assert client.get(address).status_code == 200
        said = {"who": [kit.pk], "address": f"{worker.known_as}'s street", **today_as("moved_on")}
        return lambda: client.post(address, said)

    told_no = saved_and_told(at_once(moves(cast.dee), moves(cast.mo)))
    today = timezone.localdate()
    homes = Residence.objects.filter(person=kit).order_by("pk").values_list("address", "starts_on", "ends_on")
    assert list(homes) == [("14 Canal Row", LONG_AGO, today), ("Dee's street", today, None)]
    assert [each.split(" since ")[0] for each in told_wrong(told_no)] == ["Kit has lived where they are"]
    assert Line.objects.filter(says="Kit moved home").count() == 1


# Family help


def visit(family: Family, **more: Any) -> dict[str, Any]:
    return {**today_as("visited_on"), "says": "Kit showed me his drawing.", **more}


def test_a_form_sent_twice_records_once(cast: Cast, family: Family, signed_in: SignIn, at_once: AtOnce) -> None:
    client, address = signed_in(cast.dee), f"/families/{family.pk}/record-visit/"
    assert client.get(address).status_code == 200
    again = Client()
    again.cookies = client.cookies
    said = visit(family, _once=str(uuid.uuid4()))
    answers = at_once(lambda: client.post(address, said), lambda: again.post(address, said))
    assert [answer["location"] for answer in answers] == [f"/families/{family.pk}/see-visits/"] * 2
    assert (Visit.objects.count(), Line.objects.count()) == (1, 1)


@pytest.mark.parametrize("is_first", ["the visit", "the end"])
def test_a_worker_is_ended_while_she_records(
    cast: Cast, family: Family, signed_in: SignIn, at_once: AtOnce, is_first: str
) -> None:
    """What she sent while she worked here is whole; from then on she is out."""
    dee, ada, address = signed_in(cast.dee), signed_in(cast.ada), f"/families/{family.pk}/record-visit/"
    ending = f"/administration/workers/{cast.dee.pk}/end-worker/"
    assert (dee.get(address).status_code, ada.get(ending).status_code) == (200, 200)

    def records() -> Any:
        return dee.post(address, visit(family))

    def ends() -> Any:
        return ada.post(ending, {"when": "now"})

    first, second = at_once(*((records, ends) if is_first == "the visit" else (ends, records)))
    assert (first.status_code, second.status_code) == (302, 302)
    cast.dee.refresh_from_db()
    assert cast.dee.is_active is False
    assert [(each.written_by, each.says) for each in Visit.objects.all()] == [(cast.dee, "Kit showed me his drawing.")]
    assert [each.written_by for each in Line.objects.all()] == [cast.dee]
    assert dee.get(address)["location"] == f"/sign-in/?next={address}"


# The star


def test_two_score_one_sitting(cast: Cast, family: Family, kit: Person, signed_in: SignIn, at_once: AtOnce) -> None:
    star = Star.objects.create(
        family=family,
        tool_version="1",
        spokes=[{"key": key, "label": key.title(), "domain": "Safe"} for key in ("home", "school", "sleep")],
        lowest=1,
        highest=10,
        drawn_on=timezone.localdate(),
        begun_by=cast.dee,
    )
    address = f"/families/{family.pk}/stars/{star.pk}/score-star/"

    def scores(worker: Worker, score: int) -> Callable[[], Any]:
        client = signed_in(worker)
        assert client.get(address).status_code == 200
        return lambda: client.post(address, {"scorer": f"child-{kit.pk}", "score_home": score, "seen": "0"})

    told_no = saved_and_told(at_once(scores(cast.dee, 3), scores(cast.sam, 8)))
    assert Shape.objects.get().recorded_by == cast.dee
    assert Score.objects.get().score == 3
    assert [each.split(" on ")[0] for each in told_wrong(told_no)] == ["Dee Tester recorded scores by Kit Okafor-Reid"]


# Who holds the family


def test_two_allocate_one_family(cast: Cast, family: Family, signed_in: SignIn, at_once: AtOnce) -> None:
    grant(record=family.pk, why="Decided", by=cast.guy, team=cast.front_door, lasts=timedelta(days=1))
    manages(cast.fay)

    def allocates(worker: Worker, team: Any, lead: Worker) -> Callable[[], Any]:
        client, address = signed_in(worker), f"/families/{family.pk}/allocate-family/?pod={team.pk}"
        assert client.get(address).status_code == 200
        return lambda: client.post(address, {"lead": lead.pk, "seen": "0"})

    answers = at_once(allocates(cast.guy, cast.north_pod, cast.dee), allocates(cast.fay, cast.south_pod, cast.ash))
    told_no = saved_and_told(answers)
    assert [(each.team, each.allocated_by) for each in Allocation.objects.all()] == [(cast.north_pod, cast.guy)]
    assert [(each.worker, each.part) for each in Involvement.objects.all()] == [(cast.dee, "lead")]
    assert [each.says for each in Line.objects.all()] == ["Allocated to North pod: Dee Tester leads"]
    assert told_no.status_code == 409
    assert "Somebody else allocated this family after you opened this page" in told_no.content.decode()


# The audit


def test_two_seal_the_audit(cast: Cast, at_once: AtOnce) -> None:
    """Every event is in one block and no more, and the chain is whole."""
    for number in range(5):
        Event.objects.create(kind=Event.Kind.READ, name="people.open", worker=cast.dee.pk, record=number)
    sealed = at_once(seal, seal)
    assert [each for each in sealed if isinstance(each, BaseException)] == []
    while seal():
        pass
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from audit_unsealed")
        assert cursor.fetchone() == (0,)
    assert (Sealed.objects.count(), sum(block.events for block in Block.objects.all())) == (5, 5)
    assert verify() == []
