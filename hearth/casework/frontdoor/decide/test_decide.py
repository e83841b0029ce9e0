from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from hearth.casework.caseload.models import Allocation, Involvement
from hearth.casework.chronology.models import Line
from hearth.casework.family_help.models import Episode
from hearth.casework.frontdoor.conftest import ADA, KIT, RUTH
from hearth.casework.frontdoor.decide.action import decide
from hearth.casework.frontdoor.models import Analysis, Check, Contact, Opened, Rating, SaidOfMatch
from hearth.casework.people.models import Family, FamilyMembership, Identifier, Person, Relationship, Residence
from hearth.casework.people.opening import PersonFacts, grant, record_person
from hearth.conftest import Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.refusals import ChangedMeanwhile, Refused
from hearth.foundation.staff.models import Alert, Grant, Worker
from hearth.foundation.staff.second_wall import stepped_in

Tell = Callable[..., Contact]
SignIn = Callable[[Worker], Client]
SAID = {
    "outcome": "family_help",
    "because": "Two young children, hunger and shouting: they need an assessment.",
    "family_name": "Okafor-Reid",
    "tell_family_help": "A family help team will work with this family.",
    "is_told_now": "yes",
}


def page_of(contact: Contact, verb: str) -> str:
    return f"/front-door/{contact.pk}/{verb}/"


def ready(contact: Contact, by: Worker) -> Contact:
    """Rated and analysed, as the front-door worker leaves it."""
    Rating.objects.create(contact=contact, rating="amber", because="Hungry and frightened", rated_by=by)
    Analysis.objects.create(contact=contact, says="They are worried at home", level_of_need=3, written_by=by)
    return contact


def send(client: Client, contact: Contact, verb: str, **said: Any) -> Any:
    contact.refresh_from_db()
    return client.post(page_of(contact, verb), {"version": contact.version, **said})


def errors(answer: Any) -> list[str]:
    summary = re.search(r'govuk-error-summary__list">(.*?)</ul>', answer.content.decode(), re.S)
    return (
        [
            html.unescape(re.sub(r"<[^>]+>", "", each)).strip()
            for each in re.findall(r"<li>(.*?)</li>", summary[1], re.S)
        ]
        if summary
        else []
    )


def test_a_school_refers_and_the_family_exists(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    contact = told()
    fay, guy = signed_in(cast.fay), signed_in(cast.guy)
    assert "Kit Okafor-Reid" in fay.get("/front-door/queue/").content.decode()
    for verb, said in (
        ("take-contact", {"held_by": ""}),
        ("rate-contact", {"rating": "amber", "because": "Hungry, and frightened at night"}),
        ("write-analysis", {"says": "Shouting at home and not enough food.", "level": "3"}),
    ):
        answer = send(fay, contact, verb, **said)
        assert (answer.status_code, answer["location"]) == (302, page_of(contact, "see-contact"))
    assert fay.get(page_of(contact, "decide")).status_code == 403
    answer = send(guy, contact, "decide", **SAID)
    assert (answer.status_code, answer["location"]) == (302, page_of(contact, "see-contact"))

    contact.refresh_from_db()
    assert (contact.outcome, contact.is_referral, contact.holder, contact.decided_by) == (
        "family_help", True, cast.fay, cast.guy,
    )  # fmt: skip
    assert contact.told_referrer == "A family help team will work with this family."
    assert contact.told_referrer_at == contact.decided_at
    family = Family.objects.get()
    received = timezone.localdate(contact.received_at)
    assert contact.family == family
    assert family.name == "Okafor-Reid"
    assert [
        (each.person.name, each.part, each.lives_in_household, each.has_parental_responsibility, each.starts_on)
        for each in family.memberships.order_by("pk")
    ] == [
        ("Kit Okafor-Reid", "child", True, None, received),
        ("Ada Okafor-Reid", "child", True, None, received),
        ("Ruth Reid", "mother", True, True, received),
    ]
    assert [(e.person.name, e.referred_on, e.referral_source, e.family) for e in Episode.objects.order_by("pk")] == [
        ("Kit Okafor-Reid", received, "2A", family),
        ("Ada Okafor-Reid", received, "2A", family),
    ]
    assert list(Opened.objects.order_by("pk").values_list("contact", "is_new")) == [(contact.pk, True)] * 2
    assert sorted((r.person.name, r.kind, r.to.name) for r in Relationship.objects.all()) == [
        ("Kit Okafor-Reid", "sibling", "Ada Okafor-Reid"),
        ("Ruth Reid", "parent", "Ada Okafor-Reid"),
        ("Ruth Reid", "parent", "Kit Okafor-Reid"),
    ]
    assert [home.address for home in Residence.objects.all()] == ["14 Canal Row\nAldermere"] * 3
    assert [told.person.name for told in contact.people.order_by("position")] == [
        "Kit Okafor-Reid", "Ada Okafor-Reid", "Ruth Reid",
    ]  # fmt: skip
    lines = list(Line.objects.order_by("pk"))
    assert {(line.family, line.leads_to) for line in lines} == {(family, page_of(contact, "see-contact"))}
    assert [line.says for line in lines[:3]] == [
        f"Contact {contact.reference} from Millbrook Primary School received",
        f"Contact {contact.reference} rated amber",
        f"Contact {contact.reference} analysed: Level 3: targeted or complex",
    ]
    assert lines[3].says.startswith(f"Referral {contact.reference} from Millbrook Primary School, received ")
    assert len(lines) == 4
    held = Grant.objects.get(record=family.pk, team=cast.front_door)
    assert held.ends_at is None  # until a pod takes the family
    acts = ["take_contact", "rate_contact", "write_analysis", "decide"]
    assert list(Event.objects.filter(kind="act").order_by("pk").values_list("name", "record")) == [
        (f"frontdoor.{act}", contact.pk) for act in acts
    ]
    with stepped_in(cast.guy):
        assert Family.objects.get().name == "Okafor-Reid"
    with stepped_in(cast.ash):
        assert Family.objects.count() == 0
    assert "Allocate the family" in guy.get(page_of(contact, "see-contact")).content.decode()


def test_only_a_manager_decides(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    contact = ready(told(), cast.fay)
    assert [
        send(signed_in(who), contact, "decide", **SAID).status_code for who in (cast.fay, cast.dee, cast.tess, cast.lin)
    ] == [403] * 4
    contact.refresh_from_db()
    assert contact.outcome == ""


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        ({"outcome": ""}, ["Choose what you decide"]),
        ({"because": " "}, ["Say why you decide this"]),
        ({"family_name": " "}, ["Say what the family is called: its record is made by this decision"]),
        ({"tell_family_help": ""}, ["Write what the referrer is told, or choose to tell them later"]),
        ({"is_told_now": ""}, ["Say whether the referrer is told now"]),
        ({"outcome": "joined"}, ["Choose one of the answers offered"]),
        ({"because": "x" * 4001}, ["Use 4,000 characters or fewer. You have used 4,001"]),
    ],
)
def test_each_fault_is_said_and_nothing_is_written(
    cast: Cast, told: Tell, signed_in: SignIn, changes: dict[str, str], messages: list[str]
) -> None:
    contact = ready(told(), cast.fay)
    answer = send(signed_in(cast.guy), contact, "decide", **(SAID | changes))
    assert (answer.status_code, errors(answer)) == (200, messages)
    assert (Family.objects.count(), Line.objects.count()) == (0, 0)


def test_the_page_says_what_is_missing(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    contact = told()
    shown = signed_in(cast.guy).get(page_of(contact, "decide")).content.decode()
    assert [
        each in shown for each in ("It cannot be decided yet", "Rate the contact first", "Write the analysis first")
    ] == [True] * 3
    answer = send(signed_in(cast.guy), contact, "decide", **SAID)
    contact.refresh_from_db()
    assert (answer.status_code, contact.outcome) == (200, "")


def test_immediate_danger_does_not_wait(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    contact = told(is_in_immediate_danger=True, danger_acted_on="Police called at 10:20")
    answer = send(
        signed_in(cast.guy),
        contact,
        "decide",
        **(SAID | {"outcome": "strategy", "tell_strategy": "We are meeting the police."}),
    )
    contact.refresh_from_db()
    assert (answer.status_code, contact.outcome, contact.is_referral) == (302, "strategy", True)
    assert [line.is_significant for line in Line.objects.order_by("pk")] == [False, True]


@pytest.mark.parametrize("outcome", ["nfa", "advice", "early_help"])
def test_less_than_family_help_makes_nobody(cast: Cast, told: Tell, signed_in: SignIn, outcome: str) -> None:
    contact = ready(told(), cast.fay)
    send(
        signed_in(cast.guy),
        contact,
        "decide",
        **(SAID | {"outcome": outcome, "family_name": "", f"tell_{outcome}": "Thank you."}),
    )
    contact.refresh_from_db()
    assert (contact.outcome, contact.is_referral, contact.told_referrer) == (outcome, False, "Thank you.")
    assert (Person.objects.count(), Family.objects.count(), Episode.objects.count()) == (0, 0, 0)


def test_checks_not_answered_need_a_reason(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    contact = ready(told(), cast.fay)
    Check.objects.create(
        contact=contact, organisation=cast.police, team=cast.police_team, asks="Known?", asked_by=cast.fay,
        due_at=timezone.now() + timezone.timedelta(hours=24),
    )  # fmt: skip
    guy = signed_in(cast.guy)
    answer = send(guy, contact, "decide", **SAID)
    assert errors(answer) == ["Aldermere Police has not answered yet. Say why you decide without that"]
    send(guy, contact, "decide", **SAID, without_checks_because="The children go home at three")
    contact.refresh_from_db()
    assert (contact.outcome, contact.decided_without_checks) == ("family_help", "The children go home at three")


def known_and_said(cast: Cast, contact: Contact, person: Person) -> None:
    told = contact.people.get(position=1)
    SaidOfMatch.objects.create(told=told, person=person.pk, word="same", said_by=cast.fay)
    told.person = person
    told.save()


def test_a_contact_on_an_open_family_joins_it(
    cast: Cast, told: Tell, kit_is_known: Callable[..., Any], signed_in: SignIn
) -> None:
    kit, family = kit_is_known()
    held = grant(record=family.pk, why="Allocated to North pod", by=cast.mo, team=cast.north_pod)
    since = date(2023, 1, 9)
    Allocation.objects.create(family=family, team=cast.north_pod, starts_on=since, grant=held, allocated_by=cast.mo)
    Involvement.objects.create(family=family, worker=cast.dee, part="lead", starts_on=since, grant=held)
    contact = ready(told(people=(KIT,)), cast.fay)
    known_and_said(cast, contact, kit)
    guy = signed_in(cast.guy)
    assert Grant.objects.filter(record=family.pk, team=cast.front_door).count() == 0  # closed to Guy so far
    assert "This contact joins them" in guy.get(page_of(contact, "decide")).content.decode()
    with stepped_in(cast.guy):
        decide(
            contact=contact,
            outcome="joined",
            because="Dee works with them",
            version=1,
            on=timezone.localdate(),
            by=cast.guy,
        )
    contact.refresh_from_db()
    assert (contact.outcome, contact.is_referral, contact.family) == ("joined", False, family)
    assert (Family.objects.count(), Person.objects.count(), Episode.objects.count()) == (1, 1, 0)
    line = Line.objects.order_by("pk").last()
    assert line is not None
    assert (line.family, "joined the work already going on" in line.says) == (family, True)
    assert sorted(Alert.objects.values_list("worker__known_as", "leads_to")) == [
        ("Dee", page_of(contact, "see-contact")), ("Mo", page_of(contact, "see-contact")),
    ]  # fmt: skip
    assert "Mum&#39;s boyfriend shouts" in signed_in(cast.dee).get(page_of(contact, "see-contact")).content.decode()
    closed = signed_in(cast.ash).get(page_of(contact, "see-contact"))
    missing = signed_in(cast.ash).get("/front-door/999999/see-contact/")
    assert (closed.status_code, closed.content == missing.content) == (404, True)


def test_a_child_of_a_closed_family_brings_the_others_into_it(
    cast: Cast, told: Tell, kit_is_known: Callable[..., Any]
) -> None:
    kit, family = kit_is_known()
    Episode.objects.create(
        person=kit, family=family, referred_on=date(2023, 1, 9), closed_on=date(2023, 6, 1), closure_reason="RC7",
        recorded_by=cast.hearth,
    )  # fmt: skip
    contact = ready(told(), cast.fay)
    known_and_said(cast, contact, kit)
    with stepped_in(cast.guy):
        decide(
            contact=contact,
            outcome="family_help",
            because="Again",
            family_name="Other",
            version=1,
            on=timezone.localdate(),
            by=cast.guy,
        )
    contact.refresh_from_db()
    assert (contact.family, contact.is_referral, Family.objects.count()) == (family, True, 1)
    assert [m.person.name for m in family.memberships.order_by("pk")] == [
        "Kit Okafor-Reid",
        "Ada Okafor-Reid",
        "Ruth Reid",
    ]
    assert Episode.objects.filter(closed_on__isnull=True).count() == 2
    assert kit.residences.count() == 1


def test_help_brought_in_without_a_family_becomes_the_family_s_and_its_page_is_told(
    cast: Cast, told: Tell, kit_is_known: Callable[..., Any]
) -> None:
    kit, family = kit_is_known()
    episode = Episode.objects.create(person=kit, referred_on=date(2023, 1, 9), recorded_by=cast.hearth)
    contact = ready(told(people=(KIT,)), cast.fay)
    known_and_said(cast, contact, kit)
    with stepped_in(cast.guy):
        decide(
            contact=contact, outcome="family_help", because="x", family_name="Reid", version=1,
            on=timezone.localdate(), by=cast.guy,
        )  # fmt: skip
    episode.refresh_from_db()
    assert (episode.family, episode.version) == (family, 2)


def test_two_deciding_at_once_the_second_is_told(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    contact = ready(told(), cast.fay)
    guy = signed_in(cast.guy)
    send(guy, contact, "decide", **SAID)
    contact.refresh_from_db()
    second = Worker.objects.get(pk=cast.guy.pk)
    with pytest.raises(ChangedMeanwhile) as told_so, stepped_in(second):
        decide(
            contact=contact, outcome="nfa", because="No", version=contact.version, on=timezone.localdate(), by=second
        )
    assert told_so.value.because.startswith("Guy Tester decided this contact on ")
    assert told_so.value.because.endswith(": family help. Nothing you sent was recorded.")
    assert (Family.objects.count(), Episode.objects.count(), Line.objects.count()) == (1, 2, 4)


def test_what_changed_meanwhile_is_read_before_it_is_decided(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    contact = ready(told(), cast.fay)
    guy, stale = signed_in(cast.guy), {"version": contact.version}
    send(signed_in(cast.fay), contact, "rate-contact", rating="red", because="He hurt her last night")
    answer = guy.post(page_of(contact, "decide"), SAID | stale)
    assert errors(answer) == [
        "Somebody changed this contact after you opened the page. Nothing you sent was recorded: read what changed, "
        "then send this again."
    ]
    assert "Two young children, hunger and shouting" in answer.content.decode()
    assert Family.objects.count() == 0


def test_sent_twice_decides_once(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    contact = ready(told(), cast.fay)
    guy = signed_in(cast.guy)
    sent = SAID | {"version": contact.version, "_once": "7f1f4a5e-4f6f-4b9e-9d6a-2f1d5d1f7c11"}
    first, second = guy.post(page_of(contact, "decide"), sent), guy.post(page_of(contact, "decide"), sent)
    assert first["location"] == second["location"]
    assert (
        Family.objects.count(),
        Person.objects.count(),
        Event.objects.filter(name="frontdoor.decide", kind="act").count(),
    ) == (1, 3, 1)


def test_a_number_that_is_somebody_else_s_stays_out_of_the_new_record(cast: Cast, told: Tell) -> None:
    other = record_person(
        facts=PersonFacts(given_names="Wilfred", family_name="Marsh", identifiers=[("nhs", "9434765919")]),
        on=timezone.localdate(), by=cast.hearth,
    )  # fmt: skip
    contact = ready(told(people=(KIT | {"nhs_number": "9434765919", "upn": "H801200001001"}, RUTH)), cast.fay)
    contact_said = contact.people.get(position=1)
    SaidOfMatch.objects.create(told=contact_said, person=other.pk, word="different", said_by=cast.fay)
    with stepped_in(cast.guy):
        decide(
            contact=contact,
            outcome="family_help",
            because="Help",
            family_name="Reid",
            version=1,
            on=timezone.localdate(),
            by=cast.guy,
        )
    assert [(i.person.name, i.kind) for i in Identifier.objects.order_by("pk")] == [
        ("Wilfred Marsh", "nhs"), ("Kit Okafor-Reid", "upn"),
    ]  # fmt: skip


def test_an_unborn_child_has_an_episode_of_their_own(cast: Cast, told: Tell) -> None:
    unborn = {
        "part": "unborn",
        "family_name": "Reid",
        "expected_on": timezone.localdate() + timezone.timedelta(days=60),
    }
    contact = ready(told(people=(unborn, RUTH)), cast.fay)
    with stepped_in(cast.guy):
        decide(
            contact=contact,
            outcome="family_help",
            because="Help",
            family_name="Reid",
            version=1,
            on=timezone.localdate(),
            by=cast.guy,
        )
    assert Episode.objects.get().person.expected_on == unborn["expected_on"]
    assert FamilyMembership.objects.get(person__expected_on__isnull=False).part == "child"


def test_an_age_that_was_guessed_is_shown_wherever_an_age_is(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    contact = ready(told(people=({**KIT, "born_on": None, "about_age": "11"},)), cast.fay)
    when = date_in_words(timezone.localdate(contact.received_at))
    guy = signed_in(cast.guy)
    assert f"(about 11, told on {when})" in guy.get(page_of(contact, "decide")).content.decode()
    send(guy, contact, "decide", **SAID)
    kit = Person.objects.get()
    assert (kit.about_age, kit.about_age_on, kit.born_on) == ("11", timezone.localdate(contact.received_at), None)
    pages = (f"/families/{Family.objects.get().pk}/see-family/", f"/people/{kit.pk}/see-person/")
    for address in pages:
        page = guy.get(address).content.decode()
        assert (address, f"bout 11, told on {when}" in page, "ge not known" in page) == (address, True, False)
    kit.born_on = date(2015, 3, 14)
    kit.save()
    assert "bout 11" not in guy.get(pages[1]).content.decode()


def test_without_the_permission_the_action_refuses(cast: Cast, told: Tell) -> None:
    contact = ready(told(people=(ADA,)), cast.fay)
    with pytest.raises(PermissionDenied, match=r"^frontdoor\.decide$"), stepped_in(cast.fay):
        decide(contact=contact, outcome="nfa", because="x", version=1, on=timezone.localdate(), by=cast.fay)
    with pytest.raises(Refused), stepped_in(cast.guy):
        decide(contact=contact, outcome="joined", because="x", version=1, on=timezone.localdate(), by=cast.guy)
