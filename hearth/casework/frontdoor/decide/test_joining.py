"""A contact about a family already worked with: who joins it, and what its chronology tells."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection
from django.test import Client
from django.utils import timezone

from hearth.casework.caseload.models import Allocation, Involvement
from hearth.casework.chronology.models import Line
from hearth.casework.family_help.models import Episode
from hearth.casework.frontdoor.answer_check.action import answer_check
from hearth.casework.frontdoor.decide.action import decide
from hearth.casework.frontdoor.decide.test_decide import errors, known_and_said, page_of, ready
from hearth.casework.frontdoor.known import hold_known
from hearth.casework.frontdoor.models import Check, Contact, Opened, SaidOfMatch
from hearth.casework.frontdoor.partner_rules import OUTCOME_MEANS
from hearth.casework.frontdoor.story import write_after_decision
from hearth.casework.people.models import Family, Person, Relationship
from hearth.casework.people.opening import PersonFacts, begin_family, grant, join_family, record_person
from hearth.conftest import Cast
from hearth.foundation.staff.models import Alert, Grant, Worker
from hearth.foundation.staff.second_wall import stepped_in

Tell = Callable[..., Contact]
SignIn = Callable[[Worker], Client]
SINCE = date(2023, 1, 9)


@pytest.fixture
def worked_with(cast: Cast, kit_is_known: Callable[..., Any]) -> tuple[Person, Family]:
    """Kit and his family, held by the North pod."""
    kit, family = kit_is_known()
    held = grant(record=family.pk, why="Allocated to North pod", by=cast.mo, team=cast.north_pod)
    Allocation.objects.create(family=family, team=cast.north_pod, starts_on=SINCE, grant=held, allocated_by=cast.mo)
    return kit, family


def helped(cast: Cast, child: Person, family: Family) -> None:
    Episode.objects.create(person=child, family=family, referred_on=SINCE, recorded_by=cast.hearth)


def join(contact: Contact, by: Worker) -> Contact:
    with stepped_in(by):
        decide(
            contact=contact, outcome="joined", because="Dee works with them", version=1, on=timezone.localdate(), by=by
        )
    contact.refresh_from_db()
    return contact


def members(family: Family) -> list[tuple[str, str]]:
    return [(each.person.name, each.part) for each in family.memberships.order_by("pk")]


def says(family: Family) -> list[str]:
    return list(Line.objects.filter(family=family).order_by("pk").values_list("says", flat=True))


def test_those_nobody_knew_join_the_family_and_a_new_sibling_is_helped_too(
    cast: Cast, told: Tell, worked_with: tuple[Person, Family]
) -> None:
    kit, family = worked_with
    helped(cast, kit, family)
    contact = ready(told(), cast.fay)
    known_and_said(cast, contact, kit)
    join(contact, cast.guy)
    received = timezone.localdate(contact.received_at)
    assert members(family) == [("Kit Okafor-Reid", "child"), ("Ada Okafor-Reid", "child"), ("Ruth Reid", "mother")]
    assert [(each.person.name, each.referred_on, each.family) for each in Episode.objects.order_by("pk")] == [
        ("Kit Okafor-Reid", SINCE, family),
        ("Ada Okafor-Reid", received, family),
    ]
    assert [(each.contact, each.episode.person.name, each.is_new) for each in Opened.objects.all()] == [
        (contact, "Ada Okafor-Reid", True)
    ]
    assert (contact.family, contact.is_referral) == (family, False)
    assert [each.person.name for each in contact.people.order_by("position") if each.person] == [
        "Kit Okafor-Reid", "Ada Okafor-Reid", "Ruth Reid",
    ]  # fmt: skip
    assert sorted((each.person.name, each.kind, each.to.name) for each in Relationship.objects.all()) == [
        ("Kit Okafor-Reid", "sibling", "Ada Okafor-Reid"),
        ("Ruth Reid", "parent", "Ada Okafor-Reid"),
        ("Ruth Reid", "parent", "Kit Okafor-Reid"),
    ]
    assert says(family)[4:] == [
        f"Ada was recorded as part of the family: told of in contact {contact.reference}",
        f"Ruth was recorded as part of the family: told of in contact {contact.reference}",
    ]
    with stepped_in(cast.dee):
        assert Person.objects.count() == 3


def test_no_episode_opens_where_the_family_s_children_have_none(
    cast: Cast, told: Tell, worked_with: tuple[Person, Family]
) -> None:
    kit, family = worked_with
    contact = ready(told(), cast.fay)
    known_and_said(cast, contact, kit)
    join(contact, cast.guy)
    assert (len(members(family)), Episode.objects.count(), Opened.objects.count()) == (3, 0, 0)


def test_a_sibling_on_record_who_is_in_no_family_joins_it(
    cast: Cast, told: Tell, worked_with: tuple[Person, Family]
) -> None:
    kit, family = worked_with
    ada = record_person(facts=PersonFacts(given_names="Ada", born_on=date(2022, 8, 2)), on=SINCE, by=cast.hearth)
    contact = ready(told(), cast.fay)
    known_and_said(cast, contact, kit)
    on_paper = contact.people.get(position=2)
    SaidOfMatch.objects.create(told=on_paper, person=ada.pk, word="same", said_by=cast.fay)
    on_paper.person = ada
    on_paper.save()
    join(contact, cast.guy)
    assert (members(family)[1], Person.objects.count()) == (("Ada", "child"), 3)


def test_whoever_is_recognised_in_another_family_is_named_and_left_there(
    cast: Cast, told: Tell, worked_with: tuple[Person, Family], signed_in: SignIn
) -> None:
    kit, family = worked_with
    ada = record_person(facts=PersonFacts(given_names="Ada", born_on=date(2022, 8, 2)), on=SINCE, by=cast.hearth)
    elsewhere = begin_family(name="Elsewhere", by=cast.hearth)
    join_family(family=elsewhere, person=ada, part="child", starts_on=SINCE)
    contact = ready(told(), cast.fay)
    known_and_said(cast, contact, kit)
    on_paper = contact.people.get(position=2)
    SaidOfMatch.objects.create(told=on_paper, person=ada.pk, word="same", said_by=cast.fay)
    on_paper.person = ada
    on_paper.save()
    join(contact, cast.guy)
    assert ("Ada", "child") not in members(family)
    line = next(each for each in says(family) if "was not added" in each)
    assert (line.endswith("if they belong to it, add them under People"), "Elsewhere" in line) == (True, False)
    page = signed_in(cast.dee).get(page_of(contact, "see-contact")).content.decode()
    assert ("Not added to the family: Ada Okafor-Reid." in page, "Elsewhere" in page) == (True, False)


def test_nobody_is_recorded_twice_when_danger_does_not_wait_for_a_word(
    cast: Cast, told: Tell, worked_with: tuple[Person, Family]
) -> None:
    kit, family = worked_with
    ada = record_person(
        facts=PersonFacts(given_names="Ada", family_name="Okafor-Reid", born_on=date(2022, 8, 2)),
        on=SINCE,
        by=cast.hearth,
    )
    join_family(family=family, person=ada, part="child", starts_on=SINCE)
    contact = told(is_in_immediate_danger=True, danger_acted_on="Police called")
    known_and_said(cast, contact, kit)
    join(contact, cast.guy)
    assert members(family) == [("Kit Okafor-Reid", "child"), ("Ada Okafor-Reid", "child"), ("Ruth Reid", "mother")]
    not_recorded = f"Ada Okafor-Reid, told of in contact {contact.reference}, was not recorded"
    assert says(family)[-1] == f"{not_recorded}: they may be somebody already known"


def told_on_the_page(cast: Cast, contact: Contact, person: Person) -> None:
    """Recognised as Fay's page does it: the front door may then read the family."""
    known_and_said(cast, contact, person)
    with stepped_in(cast.fay):
        hold_known(contact=contact, person=person.pk, by=cast.fay, on=timezone.localdate())


def led_by_dee(cast: Cast, family: Family) -> None:
    held = Grant.objects.get(record=family.pk, team=cast.north_pod)
    Involvement.objects.create(family=family, worker=cast.dee, part="lead", starts_on=SINCE, grant=held)


@pytest.mark.parametrize(
    ("outcome", "line_says", "told_says"),
    [
        ("joined", "joined the work already going on", ""),
        (
            "joined_s47",
            "joined the work already going on; a strategy discussion is needed",
            " It was decided that a strategy discussion is needed.",
        ),
    ],
)
def test_for_a_child_in_danger_of_an_open_family_the_manager_decides_which(
    cast: Cast,
    told: Tell,
    worked_with: tuple[Person, Family],
    signed_in: SignIn,
    outcome: str,
    line_says: str,
    told_says: str,
) -> None:
    kit, family = worked_with
    led_by_dee(cast, family)
    contact = told(people=(told_kit(),), is_in_immediate_danger=True, danger_acted_on="Police called")
    told_on_the_page(cast, contact, kit)
    guy = signed_in(cast.guy)
    page = guy.get(page_of(contact, "decide")).content.decode()
    assert re.findall(r'name="outcome"[^>]*value="(\w+)"', page) == ["joined", "joined_s47"]
    nothing_chosen = {"because": "He is hit", "is_told_now": "yes", "version": contact.version}
    assert errors(guy.post(page_of(contact, "decide"), nothing_chosen)) == ["Choose what you decide"]
    said = {**nothing_chosen, "outcome": outcome, f"tell_{outcome}": "Thank you, Tess."}
    assert guy.post(page_of(contact, "decide"), said).status_code == 302
    contact.refresh_from_db()
    assert (contact.outcome, contact.is_referral, contact.family) == (outcome, False, family)
    line = Line.objects.filter(family=family).latest("pk")
    assert (line.says.endswith(line_says), line.is_significant) == (True, True)
    words = (
        f"A new contact, {contact.reference}, about a family you work with.{told_says} A child may be in danger now."
    )
    assert set(Alert.objects.values_list("worker__known_as", "says")) == {("Dee", words), ("Mo", words)}
    seen = signed_in(cast.tess).get(f"/refer/{contact.pk}/see-our-referral/").content.decode()
    means = str(OUTCOME_MEANS[Contact.Outcome(outcome)])
    assert ("Thank you, Tess." in seen, means in seen) == (True, True)


def test_who_was_left_unmatched_is_told_to_the_lead_worker_with_the_way_to_mend_it(
    cast: Cast, told: Tell, worked_with: tuple[Person, Family], signed_in: SignIn
) -> None:
    kit, family = worked_with
    led_by_dee(cast, family)
    ruth = record_person(facts=PersonFacts(given_names="Ruthie", family_name="Read"), on=SINCE, by=cast.hearth)
    join_family(family=family, person=ruth, part="mother", starts_on=SINCE)
    contact = ready(told(), cast.fay)
    known_and_said(cast, contact, kit)
    SaidOfMatch.objects.create(told=contact.people.get(position=3), person=ruth.pk, word="not_sure", said_by=cast.fay)
    join(contact, cast.guy)
    left = "1 person told of not recorded with the family. Say who they are."
    words = f"A new contact, {contact.reference}, about a family you work with. {left}"
    assert set(Alert.objects.values_list("worker__known_as", "says")) == {("Dee", words), ("Mo", words)}
    dees = signed_in(cast.dee).get(page_of(contact, "see-contact")).content.decode()
    assert "Not recorded with the family: Ruth Reid." in dees
    assert f'href="/families/{family.pk}/add-person/"' in dees


@pytest.mark.parametrize(
    ("known", "shared"),
    [
        (PersonFacts(known_as="Addie", born_on=date(2022, 8, 2)), "the same date of birth"),
        (PersonFacts(given_names="Ada Mary", family_name="Reid"), "the same first name"),
        (PersonFacts(given_names="Ada", born_on=date(2022, 8, 2)), "the same first name and the same date of birth"),
        (PersonFacts(given_names="Zoe", born_on=date(2015, 8, 2)), ""),
    ],
)
def test_a_different_child_who_is_much_the_same_is_warned_of_before_deciding(
    cast: Cast,
    told: Tell,
    worked_with: tuple[Person, Family],
    signed_in: SignIn,
    known: PersonFacts,
    shared: str,
) -> None:
    kit, family = worked_with
    sister = record_person(facts=known, on=SINCE, by=cast.hearth)
    join_family(family=family, person=sister, part="child", starts_on=SINCE)
    contact = ready(told(), cast.fay)
    SaidOfMatch.objects.create(
        told=contact.people.get(position=2), person=sister.pk, word="different", said_by=cast.fay
    )
    told_on_the_page(cast, contact, kit)
    with stepped_in(cast.fay):  # as whoever is shown a possible match of the same family
        hold_known(contact=contact, person=sister.pk, by=cast.fay, on=timezone.localdate())
    page = signed_in(cast.guy).get(page_of(contact, "decide")).content.decode()
    warned = f"Ada Okafor-Reid was said to be a different child from {sister.name}, who has {shared}."
    assert (warned in page, "was said to be a different child" in page) == (bool(shared), bool(shared))


def test_whoever_may_not_open_the_family_is_told_that_there_is_one(
    cast: Cast, decided: Contact, told: Tell, signed_in: SignIn
) -> None:
    fays = signed_in(cast.fay).get(page_of(decided, "see-contact")).content.decode()
    assert "It joined a family’s record, which is not open to you" in fays
    assert f"/families/{decided.family_id}/" not in fays
    none = told(outcome="nfa", decided_at=timezone.now(), decided_by=cast.guy, decided_because="x")
    assert "No family’s record was made" in signed_in(cast.fay).get(page_of(none, "see-contact")).content.decode()


def test_not_sure_of_one_of_the_family_is_not_recorded_again(
    cast: Cast, told: Tell, worked_with: tuple[Person, Family]
) -> None:
    kit, family = worked_with
    ada = record_person(facts=PersonFacts(given_names="Adda", family_name="Okafor"), on=SINCE, by=cast.hearth)
    join_family(family=family, person=ada, part="child", starts_on=SINCE)
    contact = ready(told(), cast.fay)
    known_and_said(cast, contact, kit)
    SaidOfMatch.objects.create(told=contact.people.get(position=2), person=ada.pk, word="not_sure", said_by=cast.fay)
    join(contact, cast.guy)
    assert [name for name, _ in members(family)] == ["Kit Okafor-Reid", "Adda Okafor", "Ruth Reid"]


def test_of_two_families_joined_neither_is_told_of_the_other_and_no_alert_names_anybody(
    cast: Cast, told: Tell, worked_with: tuple[Person, Family]
) -> None:
    kit, family = worked_with
    led_by_dee(cast, family)
    ada = record_person(facts=PersonFacts(given_names="Ada", born_on=date(2022, 8, 2)), on=SINCE, by=cast.hearth)
    other = begin_family(name="Other", by=cast.hearth)
    join_family(family=other, person=ada, part="child", starts_on=SINCE)
    held = grant(record=other.pk, why="Allocated to South pod", by=cast.mo, team=cast.south_pod)
    Allocation.objects.create(family=other, team=cast.south_pod, starts_on=SINCE, grant=held, allocated_by=cast.mo)
    Involvement.objects.create(family=other, worker=cast.ash, part="lead", starts_on=SINCE, grant=held)
    contact = ready(told(), cast.fay)
    known_and_said(cast, contact, kit)
    on_paper = contact.people.get(position=2)
    SaidOfMatch.objects.create(told=on_paper, person=ada.pk, word="same", said_by=cast.fay)
    on_paper.person = ada
    on_paper.save()
    join(contact, cast.guy)
    words = f"A new contact, {contact.reference}, about a family you work with."
    assert set(Alert.objects.values_list("worker__known_as", "says")) == {
        ("Dee", words), ("Mo", words), ("Ash", words),
    }  # fmt: skip
    assert [line for line in says(family) + says(other) if "Ada" in line] == []
    assert list(contact.people.exclude(left_open="")) == []


# In danger, before anybody has said who they are


def in_danger(cast: Cast, told: Tell) -> Contact:
    contact = told(is_in_immediate_danger=True, danger_acted_on="Police called")
    with stepped_in(cast.guy):
        decide(
            contact=contact, outcome="strategy", because="He is hit", family_name="Okafor-Reid", version=1,
            on=timezone.localdate(), by=cast.guy,
        )  # fmt: skip
    contact.refresh_from_db()
    return contact


def test_a_child_in_danger_who_may_be_known_is_helped_at_once_and_their_team_is_told(
    cast: Cast, told: Tell, worked_with: tuple[Person, Family], signed_in: SignIn
) -> None:
    kit, family = worked_with
    led_by_dee(cast, family)
    helped(cast, kit, family)
    contact = in_danger(cast, told)
    made = contact.family
    assert made is not None
    anew = contact.people.get(position=1)
    assert [(each.name, each.left_open) for each in contact.people.exclude(left_open="")] == [
        ("Kit Okafor-Reid", "anew")
    ]
    assert (anew.person == kit, Episode.objects.filter(person=anew.person, family=made).count()) == (False, 1)
    assert Grant.objects.filter(record=made.pk, team=cast.front_door, ends_at__isnull=True).count() == 1
    assert says(made)[-1] == (
        f"Kit Okafor-Reid, told of in contact {contact.reference}, was recorded anew, as danger does not wait: "
        "they may be somebody already known. Say who they are"
    )
    to_say = (
        f"{contact.reference} was decided in danger before anybody said whether 1 person told of is on record already. "
        "Say who they are."
    )
    to_look = (
        f"A child may be in danger now: {contact.reference} tells of somebody who may be of a family you work with. "
        "Nobody has said yet whether they are. Ring the front door."
    )
    theirs = f"/families/{family.pk}/see-family/"
    assert set(Alert.objects.values_list("worker__known_as", "says", "leads_to")) == {
        ("Guy", to_say, page_of(contact, "see-contact")), ("Dee", to_look, theirs), ("Mo", to_look, theirs),
    }  # fmt: skip
    assert says(family) == []  # nothing is written of it where they may not belong
    assert signed_in(cast.dee).get(page_of(contact, "see-contact")).status_code == 404
    page = signed_in(cast.guy).get(page_of(contact, "see-contact")).content.decode()
    assert "Recorded anew, and may be on record already: Kit Okafor-Reid." in page
    assert f'href="/families/{made.pk}/add-person/"' in page


def test_an_adult_who_may_be_known_is_not_recorded_until_somebody_says(
    cast: Cast, told: Tell, signed_in: SignIn
) -> None:
    record_person(
        facts=PersonFacts(given_names="Ruth", family_name="Reid", born_on=date(1991, 5, 30)), on=SINCE, by=cast.hearth
    )
    contact = in_danger(cast, told)
    assert contact.family is not None
    assert members(contact.family) == [("Kit Okafor-Reid", "child"), ("Ada Okafor-Reid", "child")]
    ruth = f"Ruth Reid, told of in contact {contact.reference}, was not recorded: they may be somebody already known"
    assert says(contact.family)[-1] == ruth
    assert list(Alert.objects.values_list("worker__known_as", flat=True)) == ["Guy"]
    page = signed_in(cast.guy).get(page_of(contact, "see-contact")).content.decode()
    assert "Not recorded with the family: Ruth Reid." in page


def test_the_page_asks_for_a_word_first_and_does_not_wait_for_it(
    cast: Cast, told: Tell, worked_with: tuple[Person, Family], signed_in: SignIn
) -> None:
    contact = told(is_in_immediate_danger=True, danger_acted_on="Police called")
    page = signed_in(cast.guy).get(page_of(contact, "decide")).content.decode()
    assert "May be on record already: Kit Okafor-Reid." in page
    assert f'href="{page_of(contact, "match-person")}"' in page


def test_only_the_front_door_asks_who_works_with_somebody(cast: Cast, worked_with: tuple[Person, Family]) -> None:
    kit, family = worked_with
    led_by_dee(cast, family)
    for who in (cast.fay, cast.guy):
        with stepped_in(who), connection.cursor() as cursor:
            cursor.execute("select * from hearth_who_works_with(%s)", [[kit.pk]])
            assert cursor.fetchall() == [(family.pk, cast.dee.pk), (family.pk, cast.mo.pk)]
    for who in (cast.dee, cast.tess, cast.stu):
        with (
            pytest.raises(ProgrammingError, match="may not ask who works with"),
            stepped_in(who),
            connection.cursor() as cursor,
        ):
            cursor.execute("select * from hearth_who_works_with(%s)", [[kit.pk]])


# What the chronology tells


def test_what_came_before_the_decision_is_told_on_its_own_days(
    cast: Cast, told: Tell, worked_with: tuple[Person, Family]
) -> None:
    kit, _ = worked_with
    received = timezone.now() - timedelta(days=3)
    contact = ready(told(received_at=received, people=(told_kit(),)), cast.fay)
    known_and_said(cast, contact, kit)
    contact.ratings.update(rated_at=received + timedelta(days=1))
    contact.analyses.update(written_at=received + timedelta(days=2))
    check = asked(cast, contact)
    Check.objects.filter(pk=check.pk).update(
        answer="known", says="Two calls", answered_by=cast.pia, answered_at=received + timedelta(days=1, minutes=1)
    )
    join(contact, cast.guy)
    day = timezone.localdate(received)
    named = contact.reference
    assert [(line.happened_on, line.says, line.written_by) for line in Line.objects.order_by("pk")][:4] == [
        (day, f"Contact {named} from Millbrook Primary School received", cast.tess),
        (day + timedelta(days=1), f"Contact {named} rated amber", cast.fay),
        (day + timedelta(days=1), f"Aldermere Police answered the check asked on contact {named}", cast.pia),
        (day + timedelta(days=2), f"Contact {named} analysed: Level 3: targeted or complex", cast.fay),
    ]


def told_kit() -> dict[str, Any]:
    return {"part": "child", "given_names": "Christopher", "known_as": "Kit", "family_name": "Okafor-Reid"}


def asked(cast: Cast, contact: Contact) -> Check:
    due_at = timezone.now() + timedelta(hours=24)
    return Check.objects.create(
        contact=contact, organisation=cast.police, team=cast.police_team, asks="?", asked_by=cast.fay, due_at=due_at
    )


@pytest.fixture
def decided(cast: Cast, told: Tell, worked_with: tuple[Person, Family]) -> Contact:
    """Joined to a family that a pod holds and that is closed to the front door again."""
    contact = told(
        outcome="joined", decided_at=timezone.now(), decided_by=cast.guy, decided_because="x", family=worked_with[1]
    )
    assert Grant.objects.filter(record=worked_with[1].pk, team=cast.front_door).count() == 0
    return contact


def test_an_answer_after_the_decision_is_told_to_the_family_s_workers_alone(cast: Cast, decided: Contact) -> None:
    check = asked(cast, decided)
    with stepped_in(cast.pia):
        answer_check(check=check, answer=Check.Answer.NOTHING_KNOWN, says="", by=cast.pia)
        assert Line.objects.count() == 0
    line = Line.objects.get()
    assert (line.family, line.says, line.slice, line.written_by, line.happened_on, line.leads_to) == (
        decided.family,
        f"Aldermere Police answered the check asked on contact {decided.reference}",
        "frontdoor.answer_check",
        cast.pia,
        timezone.localdate(),
        page_of(decided, "see-contact"),
    )


def test_telling_the_referrer_is_told_though_a_pod_holds_the_family(
    cast: Cast, decided: Contact, signed_in: SignIn
) -> None:
    answer = signed_in(cast.fay).post(page_of(decided, "tell-referrer"), {"words": "Thank you, Tess."})
    line = Line.objects.get()
    assert (answer.status_code, line.family, line.says, line.slice, line.written_by) == (
        302,
        decided.family,
        f"Whoever made contact {decided.reference} was told what was decided",
        "frontdoor.tell_referrer",
        cast.fay,
    )


def test_a_contact_without_a_family_has_no_story(cast: Cast, told: Tell) -> None:
    contact = told()
    check = asked(cast, contact)
    with stepped_in(cast.pia):
        answer_check(check=check, answer=Check.Answer.NOTHING_KNOWN, says="", by=cast.pia)
    assert Line.objects.count() == 0


@pytest.mark.parametrize("name", ["tess", "pia", "ash", "lin"])
def test_nobody_else_writes_a_line_that_way(cast: Cast, decided: Contact, name: str) -> None:
    with pytest.raises(ProgrammingError, match="no part in this contact"), stepped_in(getattr(cast, name)):
        write_after_decision(decided.pk, "x", slice="frontdoor.tell_referrer")
