from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from hearth.casework.frontdoor.models import Check, Contact, PersonTold
from hearth.casework.people.opening import grant
from hearth.conftest import Cast
from hearth.foundation.staff.models import Team, Worker
from hearth.foundation.staff.second_wall import next_record

SignIn = Callable[[Worker], Client]
ADDRESS = "/refer/our-referrals/"


def sent(cast: Cast, child: str, *, by: Worker | None = None, team: Team | None = None, days_ago: int = 0) -> Contact:
    by, team = by or cast.tess, team or cast.school_team
    contact = Contact.objects.create(
        id=next_record(), received_at=timezone.now() - timedelta(days=days_ago), received_by=by, referrer=by,
        referrer_team=team, referrer_name=by.name, source="2A", worries="A bruise", consent="agreed",
    )  # fmt: skip
    PersonTold.objects.create(contact=contact, position=1, part="child", known_as=child, family_name="Okafor-Reid")
    grant(record=contact.pk, why="Sent by their team", by=by, team=team)
    return contact


def decided(cast: Cast, contact: Contact, outcome: str, *, told: bool = True) -> Contact:
    contact.outcome, contact.decided_at, contact.decided_by = outcome, timezone.now(), cast.guy
    contact.told_referrer_at = timezone.now() if told else None
    contact.save()
    return contact


def rows(client: Client, query: str = "") -> list[tuple[str, str, str]]:
    """About whom, what became of it, when we were told (or not)."""
    page = html.fromstring(client.get(ADDRESS + query).content.decode())
    found = []
    for row in page.xpath("//table//tbody/tr"):
        cells = [" ".join(" ".join(cell.itertext()).split()) for cell in row.xpath("th|td")]
        found.append(
            (cells[0].split(" R-")[0], cells[1].split(" by ")[0], "not yet" if cells[2] == "Not yet" else "told")
        )
    return found


def test_what_became_of_each_is_shown_once_it_was_told(cast: Cast, signed_in: SignIn) -> None:
    sent(cast, "Ada", days_ago=1)
    decided(cast, sent(cast, "Joss", days_ago=2), "nfa", told=False)
    decided(cast, sent(cast, "Kit", days_ago=3), "early_help")
    client = signed_in(cast.tess)
    ada, joss = ("Ada Okafor-Reid", "Being decided", "not yet"), ("Joss Okafor-Reid", "Being decided", "not yet")
    kit = ("Kit Okafor-Reid", "Early help", "told")
    assert rows(client) == [ada, joss, kit]
    assert rows(client, "?sort=sent") == [kit, joss, ada]
    assert rows(client, "?sort=-told") == [kit, joss, ada]
    assert rows(client, "?outcome=waiting") == [ada, joss]
    assert rows(client, "?outcome=early_help") == [kit]
    # That it was decided must not be learned from the filter before it is told.
    assert rows(client, "?outcome=nfa") == []
    assert rows(client, "?outcome=nonsense&sort=nonsense&page=x") == [ada, joss, kit]


def test_another_school_sees_its_own_alone(cast: Cast, signed_in: SignIn) -> None:
    sent(cast, "Kit")
    sent(cast, "Noor", by=cast.pia, team=cast.police_team)
    assert rows(signed_in(cast.tess)) == [("Kit Okafor-Reid", "Being decided", "not yet")]
    assert rows(signed_in(cast.pia)) == [("Noor Okafor-Reid", "Being decided", "not yet")]


def test_an_empty_list_teaches(cast: Cast, signed_in: SignIn) -> None:
    page = html.fromstring(signed_in(cast.tess).get(ADDRESS).content.decode())
    assert "No referrals sent yet" in page.text_content()
    assert "/refer/" in page.xpath("//main//a/@href")


def test_pages_of_twenty_with_as_many_queries_for_many_as_for_one(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.tess)
    sent(cast, "Child 0")
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as for_one:
        client.get(ADDRESS)
    for number in range(1, 25):
        sent(cast, f"Child {number}", days_ago=number)
    with CaptureQueriesContext(connection) as for_many:
        assert len(rows(client)) == 20
    assert len(for_many) == len(for_one)
    assert [name for name, _, _ in rows(client, "?page=2")] == [
        f"Child {number} Okafor-Reid" for number in range(20, 25)
    ]


def test_checks_that_wait_are_told_of_first(cast: Cast, signed_in: SignIn) -> None:
    contact = sent(cast, "Kit", by=cast.pia, team=cast.police_team)
    client = signed_in(cast.pia)
    assert "/checks/our-checks/" not in main_links(client)
    check = Check.objects.create(
        contact=contact, organisation=cast.police, team=cast.police_team, asks="?", asked_by=cast.fay,
        due_at=timezone.now() + timedelta(hours=24),
    )  # fmt: skip
    assert main_links(client)[:2] == ["/refer/", "/checks/our-checks/"]
    check.answer, check.answered_at, check.answered_by = "nothing_known", timezone.now(), cast.pia
    check.save()
    assert "/checks/our-checks/" not in main_links(client)


def main_links(client: Client) -> list[str]:
    return [str(each) for each in html.fromstring(client.get(ADDRESS).content.decode()).xpath("//main//a/@href")]


@pytest.mark.parametrize("name", ["dee", "fay", "lin", "ada"])
def test_it_is_for_partners_alone(cast: Cast, signed_in: SignIn, name: str) -> None:
    assert signed_in(getattr(cast, name)).get(ADDRESS).status_code == 403
