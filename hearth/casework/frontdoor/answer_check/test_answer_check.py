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
from lxml import html

from hearth.casework.frontdoor.answer_check.action import answer_check
from hearth.casework.frontdoor.models import Check, Contact, PersonTold
from hearth.conftest import LONG_AGO, Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Alert, TeamMembership, Worker
from hearth.foundation.staff.second_wall import next_record, stepped_in

SignIn = Callable[[Worker], Client]


@pytest.fixture
def contact(cast: Cast) -> Contact:
    made = Contact.objects.create(
        id=next_record(), received_by=cast.fay, source="2A", worries="NOT FOR THE POLICE", consent="agreed"
    )
    for position, name in enumerate(("Kit", "Ada"), 1):
        PersonTold.objects.create(
            contact=made, position=position, part="child", known_as=name, family_name="Okafor-Reid"
        )
    return made


def asked(cast: Cast, contact: Contact, **more: Any) -> Check:
    kit = contact.people.get(position=1)
    facts = {
        "team": cast.police_team,
        "about": [kit.pk],
        "due_at": timezone.now() + timedelta(hours=4),
        "asks": "What do you hold?",
    }
    return Check.objects.create(contact=contact, organisation=cast.police, asked_by=cast.fay, **facts | more)


@pytest.fixture
def check(cast: Cast, contact: Contact) -> Check:
    return asked(cast, contact)


def address(check: Check) -> str:
    return f"/checks/{check.pk}/answer-check/"


def text(answer: Any) -> str:
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


def test_the_agency_sees_the_question_and_whom_it_is_about_and_no_more(
    cast: Cast, check: Check, signed_in: SignIn
) -> None:
    page = text(signed_in(cast.pia).get(address(check)))
    assert ("What do you hold?" in page, "Kit Okafor-Reid" in page) == (True, True)
    assert ("Ada" in page, "NOT FOR THE POLICE" in page) == (False, False)
    event = Event.objects.get(kind="read")
    assert (event.name, event.worker, event.record) == ("frontdoor.answer_check", cast.pia.pk, check.contact_id)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"answer": "known", "holds": "Two calls in May", "looked": "left over"}, "Two calls in May"),
        ({"answer": "nothing_known"}, ""),
        ({"answer": "nothing_known", "looked": "Our own and the national system"}, "Our own and the national system"),
        ({"answer": "cannot_say", "why_not": "A trial"}, "A trial"),
    ],
)
def test_an_answer_is_kept(cast: Cast, check: Check, signed_in: SignIn, sent: dict[str, str], says: str) -> None:
    answer = signed_in(cast.pia).post(address(check), sent)
    assert (answer.status_code, answer["location"]) == (302, "/checks/our-checks/")
    check.refresh_from_db()
    assert (check.answer, check.says, check.answered_by) == (sent["answer"], says, cast.pia)
    assert check.answered_at is not None
    event = Event.objects.get(kind="act")
    assert (event.name, event.worker, event.record) == ("frontdoor.answer_check", cast.pia.pk, check.contact_id)
    alert = Alert.objects.get()
    assert (alert.worker, alert.says) == (cast.fay, f"C-{check.pk}: Aldermere Police has answered")


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({}, "Choose what you know: that nothing is known is an answer too"),
        ({"answer": "known"}, "Write what you hold"),
        ({"answer": "cannot_say"}, "Say why you cannot share it"),
    ],
)
def test_half_an_answer_is_not_sent(
    cast: Cast, check: Check, signed_in: SignIn, sent: dict[str, str], message: str
) -> None:
    page = html.fromstring(signed_in(cast.pia).post(address(check), sent).content.decode())
    assert [item.text_content().strip() for item in page.xpath("//*[@role='alert']//li")] == [message]
    check.refresh_from_db()
    assert check.answer == ""


def test_two_colleagues_at_once_the_second_is_told_and_keeps_their_words(
    cast: Cast, check: Check, signed_in: SignIn
) -> None:
    TeamMembership.objects.create(worker=cast.tess, team=cast.police_team, starts_on=LONG_AGO)
    signed_in(cast.pia).post(address(check), {"answer": "nothing_known"})
    second = signed_in(cast.tess).post(address(check), {"answer": "known", "holds": "A call in May"})
    assert second.status_code == 409
    page = text(second)
    assert "Pia Tester has already answered this check, so yours was not sent" in page
    assert "A call in May" in page
    with_nothing_to_say = signed_in(cast.tess).post(address(check), {"answer": "nothing_known"})
    assert "has already answered this check, so yours was not sent" in text(with_nothing_to_say)
    check.refresh_from_db()
    assert (check.answer, check.answered_by) == ("nothing_known", cast.pia)
    assert Event.objects.filter(kind="act").count() == 1
    assert "Nothing known" in text(signed_in(cast.tess).get(address(check)))


def test_the_action_itself_refuses_a_second_answer(cast: Cast, check: Check) -> None:
    with stepped_in(cast.pia):
        answer_check(check=check, answer=Check.Answer.NOTHING_KNOWN, says="", by=cast.pia)
    with pytest.raises(Refused, match="Pia Tester has already answered this check"), stepped_in(cast.pia):
        answer_check(check=check, answer=Check.Answer.KNOWN, says="A call", by=cast.pia)


def test_sent_twice_is_answered_once(cast: Cast, check: Check, signed_in: SignIn) -> None:
    client = signed_in(cast.pia)
    sent = {"answer": "nothing_known", "_once": "7f1f4a5e-4f6f-4b9e-9d6a-2f1d5d1f7c11"}
    assert [client.post(address(check), sent)["location"] for _ in range(2)] == ["/checks/our-checks/"] * 2
    assert Event.objects.filter(kind="act").count() == 1


def test_another_agency_finds_no_such_check(cast: Cast, check: Check, signed_in: SignIn) -> None:
    client = signed_in(cast.tess)
    closed, missing = client.get(address(check)), client.get("/checks/999999/answer-check/")
    assert (closed.status_code, missing.status_code) == (404, 404)
    assert closed.content == missing.content
    with stepped_in(cast.tess):
        assert (Check.objects.count(), PersonTold.objects.count()) == (0, 0)
    with stepped_in(cast.pia):
        assert (Check.objects.count(), PersonTold.objects.count(), Contact.objects.count()) == (1, 1, 0)


def rows(client: Client, query: str = "") -> list[list[str]]:
    page = html.fromstring(client.get(f"/checks/our-checks/{query}").content.decode())
    found = page.xpath("//table//tbody/tr")
    return [[" ".join(" ".join(cell.itertext()).split()) for cell in row.xpath("th|td")] for row in found]


def whom(found: list[list[str]]) -> list[str]:
    """The person and the reference, without the clock and the question between."""
    return [re.sub(r" (overdue|answer by|What).*(C-\d+)$", r", \2", row[0]) for row in found]


def test_the_list_has_the_soonest_first_and_what_was_answered_apart(
    cast: Cast, contact: Contact, check: Check, signed_in: SignIn
) -> None:
    late = asked(
        cast,
        contact,
        asked_at=timezone.now() - timedelta(hours=9),
        due_at=timezone.now() - timedelta(hours=5),
        about=[],
    )
    asked(cast, contact, team=cast.school_team)
    client = signed_in(cast.pia)
    assert whom(rows(client)) == [f"See the question, C-{late.pk}", f"Kit Okafor-Reid, C-{check.pk}"]
    assert rows(client)[0][0] == f"See the question overdue by 5 hours What do you hold? C-{late.pk}"
    client.post(address(late), {"answer": "nothing_known"})
    assert whom(rows(client)) == [f"Kit Okafor-Reid, C-{check.pk}"]
    ((about, answered),) = rows(client, "?show=answered")
    assert (whom([[about]]), answered.split(",")[0]) == ([f"See the question, C-{late.pk}"], "Nothing known Pia Tester")


def test_as_many_queries_for_many_checks_as_for_one(
    cast: Cast, contact: Contact, check: Check, signed_in: SignIn
) -> None:
    client = signed_in(cast.pia)
    rows(client)
    with CaptureQueriesContext(connection) as for_one:
        rows(client)
    for _ in range(25):
        asked(cast, contact)
    with CaptureQueriesContext(connection) as for_many:
        assert len(rows(client)) == 20
    assert len(for_many) == len(for_one)
    assert len(rows(client, "?page=2")) == 6
