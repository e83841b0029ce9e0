"""All that was told of everybody stands on the contact's page, and a check shows an agency what it needs to find them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from hearth.casework.frontdoor.conftest import KIT
from hearth.casework.frontdoor.models import Check, Contact
from hearth.conftest import Cast
from hearth.foundation.staff.models import Organisation, Worker

Tell = Callable[..., Contact]
SignIn = Callable[[Worker], Client]
TOLD_OF_KIT = {
    "ethnicity": "MWBC",
    "disability": "Asthma",
    "language": "Twi",
    "communication_needs": "Needs pictures",
    "surgery": "Mill Lane Surgery",
    "nhs_number": "9434765919",
    "upn": "H801200001001",
    "phone": "07700 900001",
}
DAN = {
    "part": "father", "given_names": "Daniel", "known_as": "Dan", "family_name": "Okafor", "born_on": date(1988, 1, 2),
    "sex": "M", "phone": "07700 900002", "address": "3 Mill Lane\nAldermere", "postcode": "AL2 1AA",
    "language": "Akan", "communication_needs": "Reads slowly", "lives_in_household": False,
    "has_parental_responsibility": None,
}  # fmt: skip


@pytest.fixture
def contact(told: Tell) -> Contact:
    return told(people=(KIT | TOLD_OF_KIT, DAN))


def cards(client: Client, contact: Contact) -> list[dict[str, str]]:
    page = html.fromstring(client.get(f"/front-door/{contact.pk}/see-contact/").content.decode())
    return [
        dict(zip(each.xpath(".//dl/dt/text()"), each.xpath(".//dl/dd/text()"), strict=True))
        for each in page.xpath("//section[@aria-labelledby='as-told']//article")
    ]


def test_everything_told_stands_on_the_page(cast: Cast, contact: Contact, signed_in: SignIn) -> None:
    assert cards(signed_in(cast.fay), contact) == [
        {
            "Lives with the household": "Yes",
            "School": "Millbrook Primary School",
            "First and middle names": "Christopher",
            "Sex": "Male",
            "Ethnicity": "White and Black Caribbean",
            "First language": "Twi",
            "What helps them understand and be understood": "Needs pictures",
            "Disability, illness or additional need": "Asthma",
            "GP surgery": "Mill Lane Surgery",
            "NHS number": "9434765919",
            "UPN": "H801200001001",
            "Telephone": "07700 900001",
        },
        {
            "Lives with the household": "No",
            "Address": "3 Mill Lane, Aldermere, AL2 1AA",
            "Parental responsibility": "Not told to us",
            "Telephone": "07700 900002",
            "First and middle names": "Daniel",
            "Sex": "Male",
            "First language": "Akan",
            "What helps them understand and be understood": "Reads slowly",
        },
    ]


@pytest.mark.parametrize(
    ("kind", "numbers"), [("police", (False, False)), ("health", (True, False)), ("school", (False, True))]
)
def test_a_check_shows_an_agency_what_it_finds_them_by(
    cast: Cast, contact: Contact, signed_in: SignIn, kind: str, numbers: tuple[bool, bool]
) -> None:
    Organisation.objects.filter(pk=cast.police.pk).update(kind=kind)
    due_at = timezone.now() + timedelta(hours=24)
    about = [each.pk for each in contact.people.all()]
    check = Check.objects.create(
        contact=contact, organisation=cast.police, team=cast.police_team, asks="Known?", about=about, asked_by=cast.fay,
        due_at=due_at,
    )  # fmt: skip
    page = signed_in(cast.pia).get(f"/checks/{check.pk}/answer-check/").content.decode()
    assert (TOLD_OF_KIT["nhs_number"] in page, TOLD_OF_KIT["upn"] in page) == numbers
    assert ("3 Mill Lane, Aldermere AL2 1AA" in page, "born 14 March 2019" in page) == (True, True)
    told = [*TOLD_OF_KIT.values(), "Akan", "Reads slowly", "Millbrook", "07700 900002", contact.worries]
    assert [each for each in told if each in page and each not in (TOLD_OF_KIT["nhs_number"], TOLD_OF_KIT["upn"])] == []
