from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.template import engines
from django.test import Client
from django.utils import timezone
from lxml import html
from procrastinate.contrib.django.models import ProcrastinateJob

from hearth.casework.chronology.models import Line
from hearth.casework.frontdoor.models import Attachment, Contact, PersonTold
from hearth.casework.frontdoor.partner_queries import Ring
from hearth.casework.frontdoor.partner_rules import NO_TEAM
from hearth.casework.frontdoor.refer.action import refer
from hearth.casework.frontdoor.unfinished import clear_unsent
from hearth.conftest import LONG_AGO, Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.council.choices import Council, FrontDoor
from hearth.foundation.staff.drafts import keep
from hearth.foundation.staff.models import Alert, Draft, Grant, TeamMembership, Worker
from hearth.foundation.staff.second_wall import stepped_in

SignIn = Callable[[Worker], Client]
PDF = b"%PDF-1.7\nnotes of what was said\n"
KIT = {
    "name": {"given_names": "Christopher James", "known_as": "Kit", "family_name": "Okafor-Reid"},
    "born": {"birth": "born", "born_on-day": "27", "born_on-month": "3", "born_on-year": "2016"},
    "about": {"sex": "M", "ethnicity": "MWBA", "language": "English"},
    "needs": {"disability": "Asthma", "communication_needs": ""},
    "address": {"is_known": "yes", "address": "4 Mill Lane\nAldermere", "postcode": "al1 2bc"},
    "school": {"school": "Millbrook Primary School", "surgery": "Mill Lane Surgery"},
    "numbers": {"nhs_number": "943 476 5919", "upn": ""},
}
MOTHER = {
    "name": {"part": "mother", "given_names": "Ngozi", "known_as": "", "family_name": "Okafor"},
    "details": {"responsibility": "yes", "phone": "07700 900982", "language": "", "communication_needs": ""},
    "home": {"home": "with_the_children"},
}
REST = {
    "worries": {"worries": "Kit came to school with a bruise.\nHe said “Dad was cross”."},
    "strengths": {"going_well": "Mum is warm with them", "protective_factors": "Grandma lives near"},
    "views": {"childrens_views": "Kit wants it to stop", "parents_views": ""},
    "agencies": {"agencies": "Health visitor"},
    "consent": {"consent": "not_agreed", "told_to": "Their mother", "because_not_agreed": "She is afraid of him"},
}


@pytest.fixture(autouse=True)
def files_of_this_test(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.MEDIA_ROOT.mkdir()
    return tmp_path / "files"


class Referrer:
    """Somebody filling in a referral, page by page."""

    def __init__(self, client: Client, draft: str = "") -> None:
        self.client = client
        self.draft = draft or self.begin()

    def begin(self) -> str:
        return self.client.post("/refer/")["location"].split("/")[2]

    def at(self, question: str) -> str:
        return f"/refer/{self.draft}/{question}/"

    def see(self, question: str) -> str:
        return self.client.get(self.at(question)).content.decode()

    def say(self, question: str, said: dict[str, Any] | None = None, **more: Any) -> str:
        """Answers a page; where that leads, below the referral's own address."""
        answer = self.client.post(self.at(question), {**(said or {}), **more, "_shifts": self.shifts(question)})
        assert answer.status_code == 302, errors(answer.content.decode())
        return str(answer["location"]).removeprefix(f"/refer/{self.draft}").strip("/")

    def shifts(self, question: str) -> str:
        found = html.fromstring(self.see(question)).xpath("//input[@name='_shifts']/@value")
        return str(found[0]) if found else ""

    def refused(self, question: str, said: dict[str, Any]) -> list[str]:
        answer = self.client.post(self.at(question), {**said, "_shifts": self.shifts(question)})
        assert answer.status_code == 200
        return errors(answer.content.decode())

    def person(self, group: str, number: int, pages: dict[str, dict[str, str]]) -> None:
        for page, said in pages.items():
            self.say(f"{group}/{number}/{page}", said)

    def fill(self, *, children: int = 1) -> None:
        self.say("danger", {"danger": "no"})
        self.say("referrer", {"name": "Tess Tester", "role": "Lead", "contact": "01632 960001", "relationship": "Head"})
        self.person("children", 1, KIT)
        for number in range(2, children + 1):
            self.say("children", {"another": "yes"})
            self.person("children", number, KIT | {"name": KIT["name"] | {"known_as": f"Child {number}"}})
        self.say("children", {"another": "no"})
        self.say("adults", {"another": "yes"})
        self.person("adults", 1, MOTHER)
        self.say("adults", {"another": "no"})
        for page, said in REST.items():
            self.say(page, said)
        self.say("files", {})

    def send(self, **more: str) -> str:
        answer = self.client.post(self.at("check-answers"), more)
        assert answer.status_code == 302
        return str(answer["location"])


def of_class(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def errors(page: str) -> list[str]:
    return [
        " ".join(link.text_content().split())
        for link in html.fromstring(page).xpath(f"//ul[{of_class('govuk-error-summary__list')}]/li")
    ]


def typed(page: str) -> dict[str, str]:
    """What stands in the boxes of a page."""
    found = html.fromstring(page).xpath("//main//input[@type='text' or @type='tel'] | //main//textarea")
    return {box.get("name"): (box.get("value") if box.tag == "input" else box.text_content()) or "" for box in found}


@pytest.fixture
def tess(cast: Cast, signed_in: SignIn) -> Referrer:
    return Referrer(signed_in(cast.tess))


def test_three_siblings_an_unborn_child_and_their_mother(cast: Cast, tess: Referrer) -> None:
    assert tess.say("danger", {"danger": "no"}) == "referrer"
    assert typed(tess.see("referrer")) == {
        "name": "Tess Tester",
        "role": "Designated safeguarding lead",
        "contact": "tess@example.org",
        "relationship": "",
    }
    tess.say("referrer", {"name": "Tess Tester", "role": "Lead", "contact": "01632 960001", "relationship": "Head"})
    tess.person("children", 1, KIT)
    assert tess.say("children", {"another": "yes"}) == "children/2/name"
    # Nothing is typed twice: what the first child told is already there for the second.
    assert typed(tess.see("children/2/name")) == {"given_names": "", "known_as": "", "family_name": "Okafor-Reid"}
    tess.say("children/2/name", {"given_names": "Ada", "family_name": "Okafor-Reid"})
    tess.say("children/2/born", {"birth": "not_known", "about_age": "3 or 4"})
    assert typed(tess.see("children/2/address")) == {"address": "4 Mill Lane\nAldermere", "postcode": "AL1 2BC"}
    assert typed(tess.see("children/2/school")) == {
        "school": "",  # how old she is, is not known: her brother's school may not be hers
        "surgery": "Mill Lane Surgery",
    }
    about = html.fromstring(tess.see("children/2/about"))
    assert about.xpath("//select[@name='ethnicity']/option[@selected]/@value") == ["MWBA"]
    assert typed(tess.see("children/2/about")) == {"language": "English"}
    tess.person("children", 2, {name: KIT[name] for name in ("about", "needs", "address", "school")})
    tess.say("children/2/numbers", {})
    tess.say("children", {"another": "yes"})
    tess.say("children/3/name", {"family_name": "Okafor-Reid"})
    due = timezone.localdate() + timedelta(weeks=20)
    expected = {"expected_on-day": due.day, "expected_on-month": due.month, "expected_on-year": due.year}
    assert tess.say("children/3/born", {"birth": "unborn", **expected}) == "children/3/address"
    assert tess.say("children/3/address", KIT["address"]) == "children"
    assert tess.say("children", {"another": "no"}) == "adults"
    assert tess.say("adults", {"another": "yes"}) == "adults/1/name"
    tess.person("adults", 1, MOTHER)
    tess.say("adults", {"another": "no"})
    for page, said in REST.items():
        tess.say(page, said)
    tess.client.post(tess.at("files"), {"chosen": SimpleUploadedFile("../notes.pdf", PDF), "attach": "yes"})
    assert tess.say("files", {}) == "check-answers"

    sent = tess.send()
    contact = Contact.objects.get()
    assert sent == f"/refer/{contact.pk}/sent/"
    page = tess.client.get(sent).content.decode()
    assert f"R-{contact.pk}" in page
    told = {field: getattr(contact, field) for field in CONTACT}
    assert told == CONTACT
    assert (contact.referrer, contact.referrer_team, contact.received_by) == (cast.tess, cast.school_team, cast.tess)
    assert [
        (told.position, told.part, told.name, told.expected_on, told.about_age, told.postcode, told.lives_in_household)
        for told in contact.people.order_by("position")
    ] == [
        (1, "child", "Kit Okafor-Reid", None, "", "AL1 2BC", True),
        (2, "child", "Ada Okafor-Reid", None, "3 or 4", "AL1 2BC", True),
        (3, "unborn", "Unborn child Okafor-Reid", due, "", "AL1 2BC", True),
        (4, "mother", "Ngozi Okafor", None, "", "AL1 2BC", True),
    ]
    mother = contact.people.get(part="mother")
    assert (mother.has_parental_responsibility, mother.phone) == (True, "07700 900982")
    assert list(contact.attachments.values_list("name", "kind", "size")) == [("notes.pdf", "pdf", len(PDF))]
    assert list(Grant.objects.filter(record=contact.pk).values_list("team", "why")) == [
        (cast.school_team.pk, "Sent by their team")
    ]
    act = Event.objects.get(kind="act")
    assert (act.name, act.worker, act.record) == ("frontdoor.refer", cast.tess.pk, contact.pk)
    assert Line.objects.count() == 0
    assert Draft.objects.count() == 0
    assert [job.args for job in ProcrastinateJob.objects.filter(task_name="frontdoor.look_whether_known")] == [
        {"contact": contact.pk}
    ]


CONTACT = {
    "referrer_name": "Tess Tester",
    "referrer_agency": "Millbrook Primary School",
    "source": "2A",
    "address": "4 Mill Lane\nAldermere",
    "postcode": "AL1 2BC",
    "worries": "Kit came to school with a bruise.\nHe said “Dad was cross”.",
    "protective_factors": "Grandma lives near",
    "consent": "not_agreed",
    "consent_from": "Their mother",
    "no_consent_because": "She is afraid of him",
    "is_in_immediate_danger": False,
    "outcome": "",
}


def test_immediate_danger_says_ring_999_and_lets_one_carry_on_afterwards(
    cast: Cast, tess: Referrer, settings: Any
) -> None:
    assert tess.say("danger", {"danger": "yes"}) == "danger-now"
    page = html.fromstring(tess.see("danger-now"))
    assert page.xpath("string(//h1)") == "Ring 999 now"
    assert page.xpath("//a[starts-with(@href, 'tel:')]/@href")[0] == "tel:999"
    assert tess.refused("danger-now", {}) == ["Say what you have done: whom you rang, and when"]
    assert tess.say("danger-now", {"acted": "Rang 999 at 15:10, incident 88"}) == "referrer"
    tess.fill()  # says now that the danger is over
    tess.say("danger", {"danger": "yes"})
    tess.send()
    contact = Contact.objects.get()
    assert (contact.is_in_immediate_danger, contact.danger_acted_on) == (True, "Rang 999 at 15:10, incident 88")
    told = f"R-{contact.pk}: immediate danger, told by Millbrook Primary School"
    assert set(Alert.objects.values_list("worker", "says")) == {(cast.fay.pk, told), (cast.guy.pk, told)}


def rung(page: str) -> list[str]:
    """Every number a page gives to be rung, in its order."""
    return [str(each) for each in html.fromstring(page).xpath("//main//a[starts-with(@href, 'tel:')]/@href")]


@pytest.mark.parametrize(
    ("out_of_hours", "on_danger", "on_start"),
    [
        (
            "01632 960299",
            ["tel:999", "tel:01632960299", "tel:01632960200"],
            ["tel:999", "tel:01632960299", "tel:01632960200"],
        ),
        ("", ["tel:999", "tel:999", "tel:101", "tel:01632960200"], ["tel:999", "tel:101", "tel:01632960200"]),
    ],
)
def test_when_the_front_door_is_closed_the_number_that_answers_comes_first(
    tess: Referrer, settings: Any, out_of_hours: str, on_danger: list[str], on_start: list[str]
) -> None:
    settings.COUNCIL = replace(
        Council(),
        closure_days=(timezone.localdate().isoformat(),),
        front_door=FrontDoor(phone="01632 960200", out_of_hours_phone=out_of_hours),
    )
    tess.say("danger", {"danger": "yes"})
    page = tess.see("danger-now")
    assert rung(page) == on_danger
    assert ("This council has given no number for nights" in page) == (not out_of_hours)
    assert rung(tess.client.get("/refer/").content.decode()) == on_start
    tess.say("danger-now", {"acted": "Rang 999"})
    tess.fill()
    sent = tess.send()
    by_day = [
        "tel:01632960200",
        *(["tel:01632960299"] if out_of_hours else []),
        "tel:999",
    ]  # the police for danger alone
    contact = Contact.objects.get()
    theirs = f"/refer/{contact.pk}/see-our-referral/"
    assert [rung(tess.client.get(each).content.decode()) for each in (sent, theirs)] == [by_day, by_day]
    contact.outcome, contact.decided_at, contact.decided_by = "nfa", timezone.now(), contact.received_by
    contact.told_referrer_at, contact.told_referrer = timezone.now(), "Thank you."
    contact.save()
    page = tess.client.get(theirs).content.decode()
    assert (rung(page), "the police" in page, "when it opens (08:30 to 17:30" in page) == (by_day[:-1], False, True)


@pytest.mark.parametrize(("out_of_hours", "second"), [("01632 960299", "01632 960299"), ("", "the police on 101")])
def test_when_it_is_open_its_own_number_comes_first(out_of_hours: str, second: str) -> None:
    door = Ring("01632 960200", out_of_hours, "08:30", "17:30", is_open=True)
    phones = engines["jinja2"].env.get_template("casework/frontdoor/refer/phones.html").module
    words = html.fromstring(f"<p>{phones.front_door_number(door)}</p>").text_content()
    assert words == f"the front door on 01632 960200 (nights, weekends and bank holidays: {second})"
    assert rung(f"<main>{phones.ring_the_front_door(door, 'Aldermere')}</main>")[0] == "tel:01632960200"


@pytest.mark.parametrize(("age", "school"), [(2, ""), (4, ""), (5, "Millbrook Primary School"), (17, "")])
def test_a_school_is_carried_over_to_a_child_of_school_age_alone(tess: Referrer, age: int, school: str) -> None:
    tess.say("danger", {"danger": "no"})
    tess.say("referrer", {"name": "Tess Tester", "role": "Lead", "contact": "01632 960001", "relationship": "Head"})
    tess.person("children", 1, KIT)
    tess.say("children", {"another": "yes"})
    tess.say("children/2/name", {"given_names": "Ada", "family_name": "Okafor-Reid"})
    born = timezone.localdate() - timedelta(days=age * 365.25 + 20)
    tess.say(
        "children/2/born",
        {"birth": "born", "born_on-day": born.day, "born_on-month": born.month, "born_on-year": born.year},
    )
    assert typed(tess.see("children/2/school")) == {"school": school, "surgery": "Mill Lane Surgery"}


def test_a_change_from_the_check_of_answers_comes_straight_back(tess: Referrer) -> None:
    tess.fill()
    assert tess.say("worries", {"worries": "Two bruises"}) == "check-answers"
    page = html.fromstring(tess.see("check-answers"))
    assert page.xpath("//main//a[starts-with(@href, '/refer/')]/@href")[0] == tess.at("danger")
    assert "Two bruises" in page.text_content()


def test_several_referrals_in_progress_are_carried_on_and_deleted(
    tess: Referrer, signed_in: SignIn, cast: Cast
) -> None:
    tess.say("danger", {"danger": "no"})
    other = Referrer(tess.client)
    assert other.draft != tess.draft
    other.fill()
    page = html.fromstring(tess.client.get("/refer/our-referrals/").content.decode())
    keys = [" ".join(found.text_content().split()) for found in page.xpath("//dt")]
    assert keys == ["Kit Okafor-Reid", "Nobody named yet"]
    assert tess.client.get(f"/refer/{tess.draft}/")["location"] == tess.at("referrer")
    assert other.client.get(f"/refer/{other.draft}/")["location"] == other.at("check-answers")
    assert "Delete this unfinished referral?" in tess.client.get(f"/refer/{tess.draft}/delete/").content.decode()
    assert tess.client.post(f"/refer/{tess.draft}/delete/")["location"] == "/refer/our-referrals/"
    assert list(Draft.objects.values_list("key", flat=True)) == [f"refer/{other.draft}"]
    assert tess.client.get(f"/refer/{tess.draft}/").status_code == 404


def test_one_s_unfinished_referral_is_nobody_else_s(tess: Referrer, signed_in: SignIn, cast: Cast) -> None:
    tess.say("danger", {"danger": "no"})
    colleague = cast.pia
    TeamMembership.objects.create(worker=colleague, team=cast.school_team, starts_on=LONG_AGO)
    client = signed_in(colleague)
    closed, missing = client.get(tess.at("referrer")), client.get(f"/refer/{uuid.uuid4()}/referrer/")
    assert (closed.status_code, missing.status_code) == (404, 404)
    assert closed.content == missing.content


def test_save_and_come_back_keeps_a_half_filled_page_without_judging_it(tess: Referrer) -> None:
    tess.fill()
    answer = tess.client.post(tess.at("worries"), {"worries": " ", "save": "yes"})
    assert answer["location"] == "/refer/our-referrals/"
    tess.client.post(tess.at("children/1/born"), {"birth": "born", "born_on-day": "27", "save": "yes", "_shifts": "0"})
    page = tess.see("children/1/born")
    assert typed(page) == {"born_on-day": "27", "born_on-month": "", "born_on-year": "", "about_age": ""} | {
        f"expected_on-{part}": "" for part in ("day", "month", "year")
    }
    assert errors(page) == []
    tess.say("children/1/born", KIT["born"])
    assert typed(tess.see("children/1/born"))["born_on-month"] == "3"


def test_what_was_typed_when_the_session_ended_is_in_the_page(cast: Cast, tess: Referrer) -> None:
    tess.say("danger", {"danger": "no"})
    sent = QueryDict("name=Tess&role=Lead&relationship=Her+class+teacher")
    with stepped_in(cast.tess):
        keep(cast.tess, tess.at("referrer"), sent)
    assert typed(tess.see("referrer"))["relationship"] == "Her class teacher"


BAD = [
    ("danger", {}, "Say whether anybody is in immediate danger now"),
    ("children/1/name", {"given_names": "Kit"}, "Enter the child's family name"),
    (
        "children/1/born",
        {"birth": "born", "born_on-day": "30", "born_on-month": "2", "born_on-year": "2016"},
        "There is no 30 February 2016. Enter a real date, such as 27 3 2016",
    ),
    (
        "children/1/born",
        {"birth": "born", "born_on-day": "1", "born_on-month": "1", "born_on-year": "1802"},
        "1802 is too long ago. Enter a real date, such as 27 3 2016",
    ),
    ("children/1/born", {"birth": "unborn"}, "Enter the date the baby is expected, such as 27 3 2027"),
    ("children/1/born", {"birth": "born"}, "Enter the child's date of birth, such as 27 3 2016"),
    ("children/1/born", {"birth": "not_known"}, "Say about how old the child is"),
    ("children/1/about", {"ethnicity": "MWBA"}, "Choose the child's sex, or “Not known”"),
    ("children/1/about", {"sex": "M"}, "Choose the child's ethnicity, or “Not yet asked or told”"),
    ("children/1/address", {"is_known": "yes"}, "Enter the address"),
    (
        "children/1/address",
        {"is_known": "yes", "address": "4 Mill Lane", "postcode": "Aldermere"},
        "Enter a full UK postcode, such as GU1 3BX",
    ),
    (
        "children/1/numbers",
        {"nhs_number": "943 476 5918"},
        "This is not an NHS number: a digit is wrong, or two are swapped. Check it and try again",
    ),
    ("children/1/numbers", {"upn": "1"}, "A UPN has a letter and then 12 digits, such as H801200001001"),
    ("worries", {}, "Say what you are worried about"),
    ("worries", {"worries": "x" * 10_001}, "Use 10,000 characters or fewer. You have used 10,001"),
    ("consent", {}, "Say whether the parents know and agree"),
    ("consent", {"consent": "agreed"}, "Say who agreed"),
    ("consent", {"consent": "not_informed"}, "Say why they have not been told"),
]


@pytest.mark.parametrize(("question", "said", "message"), BAD)
def test_each_wrong_answer_has_its_message(tess: Referrer, question: str, said: dict[str, str], message: str) -> None:
    tess.say("danger", {"danger": "no"})
    assert tess.refused(question, said) == [message]


def test_a_baby_expected_in_two_years_is_refused(tess: Referrer) -> None:
    day = timezone.localdate() + timedelta(days=730)
    parts = {"expected_on-day": day.day, "expected_on-month": day.month, "expected_on-year": day.year}
    (message,) = tess.refused("children/1/born", {"birth": "unborn", **parts})
    assert message.startswith("The expected date must be no later than ")


def test_a_date_that_makes_the_child_too_old_is_refused(tess: Referrer) -> None:
    year = timezone.localdate().year - 60
    parts = {"born_on-day": "1", "born_on-month": "1", "born_on-year": str(year)}
    assert tess.refused("children/1/born", {"birth": "born", **parts}) == [
        "This makes the child 60 years old. Check the year"
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("plan.pdf", b"MZ\x90\x00 a program", "plan.pdf is not really a PDF."),
        ("plan.exe", b"MZ", ".exe files cannot be attached."),
        ("empty.pdf", b"", "empty.pdf is empty."),
        ("large.pdf", b"%PDF-" + b"0" * (10 * 1024 * 1024), "large.pdf is 10 MB. The most you can attach is 10 MB"),
    ],
)
def test_a_disguised_or_oversized_file_is_refused_and_nothing_is_kept(
    tess: Referrer, files_of_this_test: Path, name: str, content: bytes, message: str
) -> None:
    tess.fill()
    good = SimpleUploadedFile("good.pdf", PDF)
    (said,) = tess.refused("files", {"chosen": [good, SimpleUploadedFile(name, content)], "attach": "yes"})
    assert said[: len(message)] == message
    assert [path for path in files_of_this_test.rglob("*") if path.is_file()] == []


def test_files_are_kept_privately_and_go_when_removed_or_deleted(
    tess: Referrer, files_of_this_test: Path, django_capture_on_commit_callbacks: Any
) -> None:
    tess.fill()
    two = [SimpleUploadedFile("a.pdf", PDF), SimpleUploadedFile("b.pdf", PDF + b"more")]
    tess.client.post(tess.at("files"), {"chosen": two, "attach": "yes"})
    kept = [path for path in files_of_this_test.rglob("*") if path.is_file()]
    assert sorted(path.stat().st_mode & 0o777 for path in kept) == [0o600, 0o600]
    assert {path.stat().st_mode & 0o777 for path in files_of_this_test.rglob("*") if path.is_dir()} == {0o700}
    drop = html.fromstring(tess.see("files")).xpath("//button[@name='drop']/@value")
    with django_capture_on_commit_callbacks(execute=True):
        tess.client.post(tess.at("files"), {"drop": drop[0]})
    assert len([path for path in files_of_this_test.rglob("*") if path.is_file()]) == 1
    with django_capture_on_commit_callbacks(execute=True):
        tess.client.post(f"/refer/{tess.draft}/delete/")
    assert [path for path in files_of_this_test.rglob("*") if path.is_file()] == []


def test_sent_files_stand_alone_under_their_hash(
    tess: Referrer, files_of_this_test: Path, django_capture_on_commit_callbacks: Any
) -> None:
    tess.fill()
    tess.client.post(tess.at("files"), {"chosen": SimpleUploadedFile("a.pdf", PDF), "attach": "yes"})
    with django_capture_on_commit_callbacks(execute=True):
        tess.send()
    sha256 = Attachment.objects.get().sha256
    assert [str(path.relative_to(files_of_this_test)) for path in files_of_this_test.rglob("*") if path.is_file()] == [
        f"attachments/{sha256[:2]}/{sha256[2:4]}/{sha256}"
    ]


def test_a_file_that_went_missing_stops_the_sending_and_nothing_is_half_sent(
    tess: Referrer, files_of_this_test: Path
) -> None:
    tess.fill()
    tess.client.post(tess.at("files"), {"chosen": SimpleUploadedFile("a.pdf", PDF), "attach": "yes"})
    next(path for path in files_of_this_test.rglob("*") if path.is_file()).unlink()
    answer = tess.client.post(tess.at("check-answers"))
    assert answer.status_code == 409
    assert "One of the files you attached could not be read" in answer.content.decode()
    assert (Contact.objects.count(), PersonTold.objects.count(), Grant.objects.count()) == (0, 0, 0)
    assert Draft.objects.filter(key=f"refer/{tess.draft}").count() == 1


def test_sent_twice_is_recorded_once(tess: Referrer) -> None:
    """A double click, the back button, and the same draft in two tabs (whose forms have tokens of their own)."""
    tess.fill()
    token = "7f1f4a5e-4f6f-4b9e-9d6a-2f1d5d1f7c11"
    first = tess.send(_once=token)
    again = [tess.send(_once=token), tess.send(), tess.send(_once=str(uuid.uuid4()))]
    assert again == [first] * 3
    assert tess.client.get(tess.at("check-answers"))["location"] == first
    assert tess.client.post(tess.at("worries"), {"worries": "Another tab"})["location"] == first
    assert (Contact.objects.count(), Event.objects.filter(kind="act").count()) == (1, 1)


def test_an_unfinished_referral_cannot_be_sent(tess: Referrer) -> None:
    tess.say("danger", {"danger": "no"})
    assert tess.client.post(tess.at("check-answers"))["location"] == tess.at("referrer")
    assert Contact.objects.count() == 0


def test_removing_a_child_keeps_the_others_and_an_older_page_cannot_write_over_them(tess: Referrer) -> None:
    tess.fill(children=3)
    older = tess.shifts("children/2/name")
    remove = f"/refer/{tess.draft}/remove/children/1/"
    assert "Remove Child 1: Kit Okafor-Reid?" in tess.client.get(remove).content.decode()
    assert tess.client.post(remove, {"_shifts": older})["location"] == tess.at("children")
    assert tess.client.post(remove, {"_shifts": older})["location"] == tess.at("children")  # the same button twice
    late = tess.client.post(tess.at("children/2/name"), KIT["name"] | {"_shifts": older})
    assert late.status_code == 409
    assert "Somebody was removed from this referral in another window" in late.content.decode()
    names = [one.text_content().strip() for one in html.fromstring(tess.see("children")).xpath("//dt")]
    assert names == ["Child 1: Child 2 Okafor-Reid", "Child 2: Child 3 Okafor-Reid"]


def test_an_adult_is_not_needed_and_no_child_is_not_enough(tess: Referrer) -> None:
    tess.fill()
    tess.client.post(f"/refer/{tess.draft}/remove/adults/1/", {"_shifts": "0"})
    tess.send()
    assert list(PersonTold.objects.values_list("part", flat=True)) == ["child"]


@pytest.mark.parametrize(
    ("kind", "source"),
    [("school", "2A"), ("police", "6"), ("health", "3F"), ("housing", "4"), ("charity", "8"), ("other", "10")],
)
def test_the_source_is_the_census_code_of_the_organisation(tess: Referrer, cast: Cast, kind: str, source: str) -> None:
    type(cast.school).objects.filter(pk=cast.school.pk).update(kind=kind)
    tess.fill()
    tess.send()
    assert Contact.objects.get().source == source


def test_somebody_in_two_partner_teams_says_for_whom(tess: Referrer, cast: Cast) -> None:
    TeamMembership.objects.create(worker=cast.tess, team=cast.police_team, starts_on=LONG_AGO)
    page = html.fromstring(tess.client.get("/refer/").content.decode())
    assert page.xpath("//input[@name='team']/@value") == [str(cast.police_team.pk), str(cast.school_team.pk)]
    refused = tess.client.post("/refer/", {})
    assert errors(refused.content.decode()) == ["Answer “Who are you referring for?”"]
    draft = tess.client.post("/refer/", {"team": cast.police_team.pk})["location"].split("/")[2]
    other = Referrer(tess.client, draft)
    other.fill()
    other.send()
    assert Contact.objects.get().referrer_team == cast.police_team


def test_in_no_team_one_is_told_what_to_do(cast: Cast, signed_in: SignIn) -> None:
    TeamMembership.objects.filter(worker=cast.tess).update(ends_on=LONG_AGO + timedelta(days=1))
    answer = signed_in(cast.tess).get("/refer/")
    assert answer.status_code == 409
    assert NO_TEAM in " ".join(html.fromstring(answer.content.decode()).text_content().split())


@pytest.mark.parametrize("name", ["dee", "fay", "lin", "ada"])
def test_only_partners_refer_here(cast: Cast, signed_in: SignIn, name: str) -> None:
    assert signed_in(getattr(cast, name)).get("/refer/").status_code == 403


def test_through_the_second_wall_a_partner_sends_and_another_sees_nothing(cast: Cast, tess: Referrer) -> None:
    tess.fill()
    tess.send()
    for worker, seen in ((cast.tess, (1, 2)), (cast.pia, (0, 0)), (cast.ash, (0, 0)), (cast.fay, (1, 2))):
        with stepped_in(worker):
            assert (Contact.objects.count(), PersonTold.objects.count()) == seen


def test_the_action_itself_refuses_a_second_sending(cast: Cast, tess: Referrer) -> None:
    tess.fill()
    answers = Draft.objects.get(key=f"refer/{tess.draft}").fields["answers"]
    told = answers | {group: answers[group]["entries"] for group in ("children", "adults")}
    sending = {"number": uuid.UUID(tess.draft), "told": told, "files": [], "team": cast.school_team, "by": cast.tess}
    refer(**sending)
    with pytest.raises(IntegrityError), transaction.atomic():
        refer(**sending)
    assert Contact.objects.count() == 1


def test_the_list_asks_in_its_own_words_and_wants_an_answer(tess: Referrer) -> None:
    assert tess.refused("adults", {}) == ["Answer “Do you know of a parent or other adult in the household?”"]
    tess.person("children", 1, {"name": KIT["name"]})
    assert tess.refused("children", {}) == ["Answer “Is there another child?”"]


@pytest.mark.parametrize(
    ("address", "lives_there"),
    [
        ({"is_known": "yes", "address": "4, mill lane, Aldermere", "postcode": ""}, True),
        ({"is_known": "yes", "address": "The flat over the shop", "postcode": "AL1 2BC"}, True),
        ({"is_known": "yes", "address": "9 Canal Row", "postcode": "AL7 3QX"}, False),
        ({"is_known": "yes", "address": "With his gran", "postcode": ""}, None),
        ({"is_known": "no"}, None),
    ],
)
def test_whether_a_child_lives_in_the_household_is_told_by_the_addresses(
    tess: Referrer, address: dict[str, str], lives_there: bool | None
) -> None:
    tess.fill()
    tess.say("children", {"another": "yes"})
    tess.person("children", 2, KIT | {"name": {"given_names": "Ada", "family_name": "Okafor-Reid"}, "address": address})
    tess.say("children", {"another": "no"})
    tess.send()
    assert list(PersonTold.objects.order_by("position").values_list("known_as", "lives_in_household")) == [
        ("Kit", True),
        ("", lives_there),
        ("", True),
    ]


def test_a_referral_left_unsent_for_long_is_deleted_with_its_files_and_told_of(
    cast: Cast, tess: Referrer, files_of_this_test: Path
) -> None:
    attach = {"chosen": SimpleUploadedFile("notes.pdf", PDF), "attach": "yes"}
    tess.client.post(tess.at("files"), attach)
    tess.say("danger", {"danger": "no"})
    other = Referrer(tess.client)
    other.client.post(other.at("files"), attach | {"chosen": SimpleUploadedFile("notes.pdf", PDF)})
    orphan = files_of_this_test / "unsent" / str(uuid.uuid4())
    orphan.mkdir()
    long_ago = timezone.now() - timedelta(days=91)
    Draft.objects.filter(key=f"refer/{tess.draft}").update(saved_at=long_ago)
    assert (clear_unsent(), clear_unsent()) == (1, 0)
    assert [each.name for each in (files_of_this_test / "unsent").iterdir()] == [other.draft]
    assert [draft.key for draft in Draft.objects.all()] == [f"refer/{other.draft}"]
    alert = Alert.objects.get()
    assert (alert.worker, alert.leads_to) == (cast.tess, "/refer/")
    assert "was never sent, and is deleted now" in alert.says
