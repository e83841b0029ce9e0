from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from hearth.casework.frontdoor.models import Analysis, Attachment, Check, Contact, PersonTold, Rating, SaidOfMatch
from hearth.casework.frontdoor.partner_rules import OUTCOME_MEANS, is_told
from hearth.casework.people.opening import grant
from hearth.conftest import LONG_AGO, Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.staff.models import TeamMembership, Worker
from hearth.foundation.staff.second_wall import next_record

SignIn = Callable[[Worker], Client]
INNER = ("SECRET RATING", "SECRET ANALYSIS", "SECRET CHECK", "SECRET REASON", "99887766")


@pytest.fixture
def contact(cast: Cast) -> Contact:
    """The school's referral of Kit and an unborn child, and all that the front door thinks of it."""
    made = Contact.objects.create(
        id=next_record(), received_by=cast.tess, referrer=cast.tess, referrer_team=cast.school_team,
        referrer_name="Tess Tester", referrer_role="Lead", referrer_agency="Millbrook Primary School", source="2A",
        worries="A bruise\non Monday", consent="not_agreed", consent_from="Mum", no_consent_because="Afraid",
        decided_because="SECRET REASON",
    )  # fmt: skip
    kit = PersonTold.objects.create(
        contact=made, position=1, part="child", known_as="Kit", family_name="Okafor-Reid", born_on=date(2016, 3, 27),
        sex="M", ethnicity="MWBA",
    )  # fmt: skip
    PersonTold.objects.create(contact=made, position=2, part="unborn", family_name="Okafor-Reid")
    PersonTold.objects.create(
        contact=made, position=3, part="mother", known_as="Ngozi", has_parental_responsibility=True
    )
    grant(record=made.pk, why="Sent by their team", by=cast.tess, team=cast.school_team)
    Attachment.objects.create(
        contact=made, name="notes.pdf", kind="pdf", size=2048, sha256="0" * 64, added_by=cast.tess
    )
    Rating.objects.create(contact=made, rating="red", because="SECRET RATING", rated_by=cast.fay)
    Analysis.objects.create(contact=made, says="SECRET ANALYSIS", level_of_need=4, written_by=cast.fay)
    SaidOfMatch.objects.create(told=kit, person=99887766, word="same", said_by=cast.fay)
    Check.objects.create(
        contact=made, organisation=cast.police, team=cast.police_team, asks="SECRET CHECK", asked_by=cast.fay,
        due_at=timezone.now() + timedelta(hours=4),
    )  # fmt: skip
    return made


def address(contact: Contact) -> str:
    return f"/refer/{contact.pk}/see-our-referral/"


def words(client: Client, contact: Contact) -> str:
    return " ".join(html.fromstring(client.get(address(contact)).content.decode()).text_content().split())


def told(page: str) -> dict[str, str]:
    rows = html.fromstring(page).xpath("//main//dl[1]/div")
    return {row.xpath("string(dt)"): " / ".join(part.strip() for part in row.xpath("dd//text()")) for row in rows}


def test_it_shows_what_was_sent_as_it_was_sent(cast: Cast, contact: Contact, signed_in: SignIn) -> None:
    page = signed_in(cast.tess).get(address(contact)).content.decode()
    shown = {key: value.strip(" /") for key, value in told(page).items()}
    assert shown["Worries"] == "A bruise / on Monday"
    assert shown["Do the parents know and agree?"] == "They know, and do not agree"
    assert shown["Who was told"] == "Mum"
    assert shown["Why without their agreement"] == "Afraid"
    assert shown["Going well"] == "Not answered"
    headings = [heading.text_content() for heading in html.fromstring(page).xpath("//main//h2")]
    assert headings == [
        "Being decided",
        "What you told us",
        "Kit Okafor-Reid",
        "Unborn child Okafor-Reid",
        "Ngozi",
        "Files",
    ]
    (file,) = html.fromstring(page).xpath("//main//li/a")
    assert file.text_content() == "notes.pdf"
    event = Event.objects.get(kind="read")
    assert (event.name, event.worker, event.record) == ("frontdoor.see_our_referral", cast.tess.pk, contact.pk)


@pytest.mark.parametrize("is_decided", [False, True])
def test_never_what_the_front_door_thinks_asks_or_matched(
    cast: Cast, contact: Contact, signed_in: SignIn, is_decided: bool
) -> None:
    if is_decided:
        contact.outcome, contact.decided_at, contact.decided_by = "nfa", timezone.now(), cast.guy
        contact.told_referrer_at, contact.told_referrer = timezone.now(), "Thank you."
        contact.save()
    page = signed_in(cast.tess).get(address(contact)).content.decode()
    assert [secret for secret in INNER if secret in page] == []


def test_the_outcome_is_read_once_it_was_told(cast: Cast, contact: Contact, signed_in: SignIn) -> None:
    client = signed_in(cast.tess)
    contact.outcome, contact.decided_at, contact.decided_by = "early_help", timezone.now(), cast.guy
    contact.save()
    assert is_told(contact) is False
    assert "Early help" not in words(client, contact)
    contact.told_referrer_at, contact.told_referrer = timezone.now(), "We will ring the parents."
    contact.save()
    page = words(client, contact)
    assert (
        "What became of it: Early help The family is offered early help. We will ring the parents. You were told on"
        in page
    )


def test_every_outcome_has_its_words() -> None:
    assert set(OUTCOME_MEANS) == set(Contact.Outcome)


def test_another_partner_finds_no_such_referral(cast: Cast, contact: Contact, signed_in: SignIn) -> None:
    client = signed_in(cast.pia)  # asked for a check of it, and still not let in
    closed, missing = client.get(address(contact)), client.get("/refer/999999/see-our-referral/")
    assert (closed.status_code, missing.status_code) == (404, 404)
    assert closed.content == missing.content
    assert client.get(f"/refer/{contact.pk}/sent/").status_code == 404


def test_a_colleague_reads_it_and_one_who_left_the_team_does_not(
    cast: Cast, contact: Contact, signed_in: SignIn
) -> None:
    membership = TeamMembership.objects.create(worker=cast.pia, team=cast.school_team, starts_on=LONG_AGO)
    client = signed_in(cast.pia)
    assert client.get(address(contact)).status_code == 200
    membership.ends_on = LONG_AGO + timedelta(days=1)
    membership.save()
    assert client.get(address(contact)).status_code == 404
