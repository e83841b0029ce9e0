"""The front door's pages before the decision: queue, contact, matches, rating, checks, a call recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import ProgrammingError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hearth.casework.chronology.models import Line
from hearth.casework.frontdoor.decide.test_decide import errors, page_of, send
from hearth.casework.frontdoor.models import Analysis, Check, Contact, PersonTold, Rating, SaidOfMatch, ToldAgain
from hearth.casework.frontdoor.queries import working_in
from hearth.casework.frontdoor.story import page_of as address_of
from hearth.casework.people.models import Family, Person
from hearth.conftest import Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.periods.words import moment_in_words
from hearth.foundation.staff.models import Alert, Grant, Restriction, TeamMembership, Worker
from hearth.foundation.staff.second_wall import stepped_in

Tell = Callable[..., Contact]
SignIn = Callable[[Worker], Client]


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


# The queue


def test_the_queue_is_ordered_by_its_clock_and_danger_comes_first(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    late = told(received_at=timezone.now() - timedelta(days=6))
    new = told()
    red = told()
    Rating.objects.create(
        contact=red, rating="red", because="x", rated_by=cast.fay, due_at=timezone.now() + timedelta(hours=1)
    )
    danger = told(is_in_immediate_danger=True)
    shown = signed_in(cast.fay).get("/front-door/queue/").content.decode()
    places = [shown.index(page_of(contact, "see-contact")) for contact in (danger, late, red, new)]
    assert places == sorted(places)
    assert "4 contacts wait for a decision, <strong>1 overdue</strong>" in shown


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ("", ["R1", "R2", "R3"]),
        ("rating=amber", ["R1"]),
        ("rating=none", ["R2", "R3"]),
        ("holder=nobody", ["R2", "R3"]),
        ("checks=on", ["R2"]),
        ("overdue=on", ["R3"]),
        ("rating=amber&checks=on", []),
        ("rating=purple&sort=sideways&page=99", ["R1", "R2", "R3"]),
    ],
)
def test_filters_stay_in_the_address(cast: Cast, told: Tell, signed_in: SignIn, filters: str, left: list[str]) -> None:
    contacts = {"R1": told(holder=cast.fay), "R2": told(), "R3": told(received_at=timezone.now() - timedelta(days=9))}
    Rating.objects.create(contact=contacts["R1"], rating="amber", because="x", rated_by=cast.fay)
    ask(contacts["R2"], cast)
    shown = signed_in(cast.fay).get(f"/front-door/queue/?{filters}").content.decode()
    assert [name for name, contact in contacts.items() if page_of(contact, "see-contact") in shown] == left


def test_twenty_a_page_and_the_same_statements_for_one_and_for_many(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    fay = signed_in(cast.fay)
    told(holder=cast.guy)
    fay.get("/front-door/queue/")
    one = queries_of(fay, "/front-door/queue/")
    for _ in range(24):
        Rating.objects.create(contact=told(holder=cast.guy), rating="green", because="x", rated_by=cast.fay)
    assert queries_of(fay, "/front-door/queue/") == one
    assert one <= 20
    shown = fay.get("/front-door/queue/?page=2").content.decode()
    assert "Showing 21 to 25 of 25 contacts" in shown


@pytest.mark.parametrize("name", ["dee", "tess", "lin", "ada"])
def test_the_queue_is_the_front_door_s_alone(cast: Cast, signed_in: SignIn, name: str) -> None:
    assert signed_in(getattr(cast, name)).get("/front-door/queue/").status_code == 403


# One contact


def test_a_restricted_contact_is_as_if_there_were_none(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    contact = told()
    Restriction.objects.create(record=contact.pk, why="A colleague's family", made_by=cast.guy)
    fay = signed_in(cast.fay)
    closed, missing = fay.get(page_of(contact, "see-contact")), fay.get("/front-door/999999/see-contact/")
    assert (closed.status_code, closed.content == missing.content) == (404, True)
    assert page_of(contact, "see-contact") not in fay.get("/front-door/queue/").content.decode()


def test_the_first_wall_stands_alone(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    """Dee's role may see contacts, and this one is of no family of hers."""
    contact = told()
    answer = signed_in(cast.dee).get(page_of(contact, "see-contact"))
    assert answer.status_code == 404
    with stepped_in(cast.dee):
        assert Contact.objects.count() == 0


def test_reading_a_contact_is_written_down(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    contact = told()
    signed_in(cast.fay).get(page_of(contact, "see-contact"))
    event = Event.objects.get(kind="read", name="frontdoor.see_contact")
    assert (event.worker, event.record, event.details["because"]) == (
        cast.fay.pk,
        contact.pk,
        "Works at the front door",
    )


def test_two_taking_at_once_the_second_is_told(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    contact = told()
    signed_in(cast.fay).post(page_of(contact, "take-contact"), {"held_by": ""})
    answer = signed_in(cast.guy).post(page_of(contact, "take-contact"), {"held_by": ""})
    contact.refresh_from_db()
    assert (answer.status_code, contact.holder) == (409, cast.fay)
    signed_in(cast.guy).post(page_of(contact, "take-contact"), {"held_by": str(cast.fay.pk)})
    contact.refresh_from_db()
    assert contact.holder == cast.guy
    alert = Alert.objects.get()
    assert (alert.says, alert.leads_to) == (
        f"Guy Tester now holds {contact.reference}, which you held",
        page_of(contact, "see-contact"),
    )


def test_where_a_contact_is_seen_is_said_by_its_address_alone(cast: Cast, told: Tell) -> None:
    """Neither the programs nor the functions of the database spell it again."""
    here = Path(__file__).parent
    programs = [path for path in here.rglob("*.py") if "test_" not in path.name and path.parent.name != "migrations"]
    with connection.cursor() as cursor:
        cursor.execute("select proname from pg_proc where prosrc like '%/see-contact/%'")
        spelled = [path.name for path in programs if "/see-contact/" in path.read_text()] + cursor.fetchall()
    contact = told()
    assert (spelled, address_of(contact)) == ([], page_of(contact, "see-contact"))


# Who may already be known


def test_same_person_opens_the_record_and_another_word_closes_it(
    cast: Cast, told: Tell, kit_is_known: Callable[..., Any], signed_in: SignIn
) -> None:
    kit, family = kit_is_known()
    contact, fay = told(), signed_in(cast.fay)
    on_paper = contact.people.get(position=1)
    with stepped_in(cast.fay):
        assert (Person.objects.count(), Family.objects.count()) == (0, 0)
    shown = fay.get(page_of(contact, "match-person")).content.decode()
    assert "same date of birth; same surname; same first name; lives at the address" in shown
    field = f"said_{on_paper.pk}_{kit.pk}"
    assert send(fay, contact, "match-person", **{field: "same"}).status_code == 302
    on_paper.refresh_from_db()
    contact.refresh_from_db()
    assert (on_paper.person, contact.best_match) == (kit, 100)
    with stepped_in(cast.fay):
        assert (Person.objects.get(), Family.objects.get()) == (kit, family)
    held = Grant.objects.filter(record__in=[kit.pk, family.pk], team__isnull=False)
    assert [(each.team, (each.ends_at - timezone.now()).days) for each in held] == [(cast.front_door, 4)] * 2
    assert "is known" in fay.get(page_of(contact, "see-contact")).content.decode()

    assert send(fay, contact, "match-person", **{field: "different"}).status_code == 302
    on_paper.refresh_from_db()
    assert on_paper.person is None
    assert [(s.word, s.withdrawn_at is None) for s in SaidOfMatch.objects.order_by("pk")] == [
        ("same", False),
        ("different", True),
    ]
    with stepped_in(cast.fay):
        assert (Person.objects.count(), Family.objects.count()) == (0, 0)


def test_nobody_can_be_named_whom_the_search_does_not_offer(
    cast: Cast, told: Tell, kit_is_known: Callable[..., Any], signed_in: SignIn
) -> None:
    stranger, _ = kit_is_known(
        given_names="Zadie", known_as="", family_name="Quill", born_on=None, address="", postcode=""
    )
    contact, fay = told(), signed_in(cast.fay)
    send(fay, contact, "match-person", **{f"said_{contact.people.get(position=1).pk}_{stranger.pk}": "same"})
    assert SaidOfMatch.objects.count() == 0
    with stepped_in(cast.fay):
        assert Person.objects.count() == 0


def test_of_a_restricted_record_only_that_there_is_one(
    cast: Cast, told: Tell, kit_is_known: Callable[..., Any], signed_in: SignIn
) -> None:
    kit, _ = kit_is_known(known_as="Kitkat")
    Restriction.objects.create(record=kit.pk, why="Adopted", made_by=cast.guy)
    contact = told()
    shown = signed_in(cast.fay).get(page_of(contact, "match-person")).content.decode()
    assert ("A restricted record may match: ask the manager." in shown, "Kitkat" in shown) == (True, False)


def test_a_possible_match_without_a_word_holds_the_decision(
    cast: Cast, told: Tell, kit_is_known: Callable[..., Any], signed_in: SignIn
) -> None:
    kit_is_known()
    contact = told()
    Rating.objects.create(contact=contact, rating="amber", because="x", rated_by=cast.fay)
    Analysis.objects.create(contact=contact, says="x", level_of_need=2, written_by=cast.fay)
    shown = signed_in(cast.guy).get(page_of(contact, "decide")).content.decode()
    assert "Say whether Kit Okafor-Reid may already be known to us: there is a possible match." in shown


def searches() -> int:
    return Event.objects.filter(name="people.maybe_known").count()


def test_a_look_searches_only_for_those_nobody_has_spoken_of_and_changes_nothing(
    cast: Cast, told: Tell, kit_is_known: Callable[..., Any], signed_in: SignIn
) -> None:
    kit, _ = kit_is_known()
    contact, fay = told(), signed_in(cast.fay)
    on_paper = contact.people.get(position=1)
    fay.get(page_of(contact, "see-contact"))
    contact.refresh_from_db()
    assert (searches(), contact.best_match) == (3, None)
    SaidOfMatch.objects.create(told=on_paper, person=kit.pk, word="not_sure", said_by=cast.fay)
    shown = fay.get(page_of(contact, "see-contact")).content.decode()
    assert (searches(), "Not sure: Fay Tester said so of a possible match" in shown) == (5, True)


def test_saying_who_is_known_searches_once_for_each(
    cast: Cast, told: Tell, kit_is_known: Callable[..., Any], signed_in: SignIn
) -> None:
    kit, _ = kit_is_known()
    contact = told()
    field = f"said_{contact.people.get(position=1).pk}_{kit.pk}"
    send(signed_in(cast.fay), contact, "match-person", **{field: "different"})
    contact.refresh_from_db()
    assert (searches(), contact.best_match, SaidOfMatch.objects.get().word) == (3, 100, "different")


def test_the_queue_knows_of_a_possible_match_when_somebody_takes_it(
    cast: Cast, told: Tell, kit_is_known: Callable[..., Any], signed_in: SignIn
) -> None:
    kit_is_known()
    contact, fay = told(), signed_in(cast.fay)
    assert "Not looked for yet" in fay.get("/front-door/queue/").content.decode()
    fay.post(page_of(contact, "take-contact"), {"held_by": ""})
    contact.refresh_from_db()
    assert (contact.best_match, searches()) == (100, 3)
    assert "Almost certainly known: 100" in fay.get("/front-door/queue/").content.decode()
    signed_in(cast.guy).post(page_of(contact, "take-contact"), {"held_by": str(cast.fay.pk)})
    assert searches() == 3


# Rating, checks, telling


def test_rating_again_needs_a_reason_and_another_rating(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    contact, fay = told(), signed_in(cast.fay)
    send(fay, contact, "rate-contact", rating="green", because="Hungry")
    assert errors(send(fay, contact, "rate-contact", rating="red", because="")) == ["Say why you give this rating"]
    assert errors(send(fay, contact, "rate-contact", rating="green", because="Still")) == [
        "It is already rated green. Choose another rating, or leave it"
    ]
    send(fay, contact, "rate-contact", rating="red", because="He hurt her")
    assert [(r.rating, r.due_at - contact.received_at) for r in Rating.objects.order_by("pk")] == [
        ("green", timedelta(hours=72)),
        ("red", timedelta(hours=4)),
    ]


def test_what_was_not_chosen_is_named(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    contact, fay = told(), signed_in(cast.fay)
    assert errors(send(fay, contact, "rate-contact", because="x")) == ["Choose how urgent this is"]
    assert errors(send(fay, contact, "write-analysis", says="x")) == ["Choose the level of need"]


def ask(contact: Contact, cast: Cast) -> Check:
    return Check.objects.create(
        contact=contact,
        organisation=cast.police,
        team=cast.police_team,
        asks="Known?",
        asked_by=cast.fay,
        due_at=timezone.now() + timedelta(hours=24),
    )


def test_each_agency_has_its_own_question_and_clock(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    contact, fay = told(), signed_in(cast.fay)
    people = list(contact.people.order_by("position"))
    said = {"organisations": [cast.police.pk, cast.school.pk], "about": [people[0].pk], "asks": "Do you know Kit?"}
    assert send(fay, contact, "ask-agency", **said).status_code == 302
    assert [
        (c.organisation, c.team, c.about, round((c.due_at - c.asked_at) / timedelta(hours=1)))
        for c in Check.objects.order_by("organisation__name")
    ] == [
        (cast.police, cast.police_team, [people[0].pk], 24),
        (cast.school, cast.school_team, [people[0].pk], 24),
    ]
    pias, tesss = (Check.objects.get(organisation=each).pk for each in (cast.police, cast.school))
    assert sorted(Alert.objects.values_list("worker__known_as", "leads_to")) == [
        ("Pia", f"/checks/{pias}/answer-check/"),
        ("Tess", f"/checks/{tesss}/answer-check/"),
    ]
    again = send(fay, contact, "ask-agency", **(said | {"organisations": [cast.police.pk]}))
    assert errors(again) == ["Aldermere Police has been asked already and not answered yet"]
    assert errors(send(fay, contact, "ask-agency", organisations=[], about=[], asks="")) == [
        "Choose at least one agency",
        "Choose at least one person",
        "Write what you ask them",
    ]
    not_asked = send(fay, contact, "ask-agency", **(said | {"organisations": [cast.charity.pk]}))
    assert (not_asked.status_code, Check.objects.count()) == (200, 2)


def test_who_left_an_agency_and_came_back_is_told_and_who_left_is_not(
    cast: Cast, told: Tell, signed_in: SignIn
) -> None:
    today = timezone.localdate()
    TeamMembership.objects.filter(worker=cast.pia).update(ends_on=today - timedelta(days=30))
    contact = told()
    said = {"organisations": [cast.police.pk], "about": [contact.people.get(position=1).pk], "asks": "Known?"}
    with stepped_in(cast.fay):
        assert working_in(cast.police_team, today) == []
    TeamMembership.objects.create(worker=cast.pia, team=cast.police_team, starts_on=today - timedelta(days=2))
    assert send(signed_in(cast.fay), contact, "ask-agency", **said).status_code == 302
    assert [each.worker for each in Alert.objects.all()] == [cast.pia]


def test_the_referrer_is_told_later(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    contact = told(outcome="nfa", decided_at=timezone.now(), decided_by=cast.guy, decided_because="x")
    fay = signed_in(cast.fay)
    assert "We will not do more now" in fay.get(page_of(contact, "tell-referrer")).content.decode()
    fay.post(page_of(contact, "tell-referrer"), {"words": "Thank you, Tess."})
    contact.refresh_from_db()
    assert (contact.told_referrer, contact.told_referrer_at is not None) == ("Thank you, Tess.", True)


def test_what_the_referrer_was_told_stays_when_they_are_told_again(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    contact = told(outcome="nfa", decided_at=timezone.now(), decided_by=cast.guy, decided_because="x")
    fay, page = signed_in(cast.fay), page_of(contact, "tell-referrer")
    fay.post(page, {"words": "Thank you, Tess."})
    contact.refresh_from_db()
    first = contact.told_referrer_at
    assert [fay.post(page, {"words": "We looked again: we shall visit."}).status_code for _ in range(2)] == [302, 200]
    contact.refresh_from_db()
    assert (contact.told_referrer, contact.told_referrer_at) == ("Thank you, Tess.", first)
    again = ToldAgain.objects.get()
    assert (again.words, again.told_by) == ("We looked again: we shall visit.", cast.fay)
    told_so = errors(fay.post(page, {"words": "We looked again:\nwe shall visit. "}))
    assert told_so == [
        f"They were told exactly this on {moment_in_words(again.told_at)}. Write what is new, or leave it"
    ]
    for who, seen_at in (
        (cast.tess, f"/refer/{contact.pk}/see-our-referral/"),
        (cast.fay, page_of(contact, "see-contact")),
    ):
        shown = signed_in(who).get(seen_at).content.decode()
        assert 0 < shown.index("We looked again: we shall visit.") < shown.index("Thank you, Tess.")


def test_telling_again_sent_twice_records_once(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    now = timezone.now()
    contact = told(
        outcome="nfa", decided_at=now, decided_by=cast.guy, decided_because="x", told_referrer="x", told_referrer_at=now
    )
    sent = {"words": "More.", "_once": "7f1f4a5e-4f6f-4b9e-9d6a-2f1d5d1f7c19"}
    fay = signed_in(cast.fay)
    assert [fay.post(page_of(contact, "tell-referrer"), sent).status_code for _ in range(2)] == [302, 302]
    assert list(ToldAgain.objects.values_list("words", flat=True)) == ["More."]


def test_nobody_changes_what_a_referrer_was_told(cast: Cast, told: Tell) -> None:
    now = timezone.now()
    contact = told(
        outcome="nfa", decided_at=now, decided_by=cast.guy, decided_because="x", told_referrer="x", told_referrer_at=now
    )
    ToldAgain.objects.create(contact=contact, words="More.", told_by=cast.fay)
    with pytest.raises(ProgrammingError, match="stays as it was told"), stepped_in(cast.fay):
        Contact.objects.filter(pk=contact.pk).update(told_referrer="y")
    with stepped_in(cast.fay):
        assert ToldAgain.objects.update(words="y") == 0
    with stepped_in(cast.tess):
        assert ToldAgain.objects.get().words == "More."
    with pytest.raises(ProgrammingError, match="row-level security"), stepped_in(cast.tess):
        ToldAgain.objects.create(contact=contact, words="y", told_by=cast.tess)
    with stepped_in(cast.ash):
        assert ToldAgain.objects.count() == 0


# A call recorded

CALL: dict[str, Any] = {
    "people_count": "2", "source": "1B", "referrer_name": "Mrs Lowe", "is_in_immediate_danger": "no",
    "worries": "The children are alone at night.", "consent": "not_informed",
    "not_informed_because": "She is afraid of them", "address": "3 Mill Lane", "postcode": "al14qx",
    "p0_part": "child", "p0_given_names": "Jo", "p0_family_name": "Marlow", "p0_born_on-day": "2",
    "p0_born_on-month": "3", "p0_born_on-year": "2017", "p1_part": "child", "p1_given_names": "Sid",
    "p1_about_age": "about 4",
}  # fmt: skip


def test_a_call_is_recorded_on_one_page(cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast.fay).post("/front-door/record-contact/", CALL)
    contact = Contact.objects.get()
    assert (answer.status_code, answer["location"]) == (302, page_of(contact, "see-contact"))
    assert (contact.source, contact.holder, contact.postcode, contact.no_consent_because, contact.consent_from) == (
        "1B", cast.fay, "AL1 4QX", "She is afraid of them", "",
    )  # fmt: skip
    assert [(told.name, told.about_age, told.lives_in_household) for told in contact.people.order_by("position")] == [
        ("Jo Marlow", "", None),
        ("Sid Marlow", "about 4", None),
    ]
    assert contact.best_match == 0


def test_a_call_about_somebody_known_says_so_in_the_queue(
    cast: Cast, kit_is_known: Callable[..., Any], signed_in: SignIn
) -> None:
    kit_is_known(given_names="Jo", known_as="", family_name="Marlow", born_on=date(2017, 3, 2))
    signed_in(cast.fay).post("/front-door/record-contact/", CALL)
    assert Contact.objects.get().best_match == 97


def test_one_more_person_keeps_what_was_typed(cast: Cast, signed_in: SignIn) -> None:
    shown = signed_in(cast.fay).post("/front-door/record-contact/", CALL | {"add": "yes"})
    text = shown.content.decode()
    assert (shown.status_code, "Person 3" in text, "The children are alone at night." in text, errors(shown)) == (
        200, True, True, [],
    )  # fmt: skip
    assert PersonTold.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        ({"source": ""}, ["Choose who is telling us"]),
        ({"worries": " "}, ["Write what the caller is worried about"]),
        ({"is_in_immediate_danger": "yes"}, ["Say what has been done about the danger"]),
        ({"not_informed_because": ""}, ["Say why the parents have not been told"]),
        ({"referrer_name": ""}, ["Give their name or their organisation, or choose “Anonymous” above"]),
        ({"p0_given_names": ""}, ["Give the child's first name, or what they are called"]),
        ({"p1_part": ""}, ["Choose who this is: a child, a parent or somebody else"]),
        ({"p0_part": "mother", "p1_part": "father"}, ["Tell us of at least one child"]),
        (
            {"p0_born_on-day": "30", "p0_born_on-month": "2"},
            ["There is no 30 February 2017. Enter a real date, such as 27 3 2016"],
        ),
        ({"p0_born_on-year": "1802"}, ["1802 is too long ago. Enter a real date, such as 27 3 2016"]),
        ({"p0_part": "unborn"}, ["An unborn child has an expected date, not a date of birth"]),
        ({"people_count": "9999999"}, []),
    ],
)
def test_each_wrong_answer_has_its_message(
    cast: Cast, signed_in: SignIn, changes: dict[str, str], messages: list[str]
) -> None:
    answer = signed_in(cast.fay).post("/front-door/record-contact/", CALL | changes)
    assert errors(answer) == messages
    assert Contact.objects.count() == (0 if messages else 1)


def test_one_family_told_of_twice_is_read_together(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    first, second, other = (
        told(),
        told(),
        told(people=({"part": "child", "given_names": "Robin", "family_name": "Vale"},)),
    )
    client = signed_in(cast.fay)

    def leads(contact: Contact) -> list[str]:
        page = client.get(f"/front-door/{contact.pk}/see-contact/").content.decode()
        found = page.partition("is told of in")[2].partition("which waits too")[0]
        return [each.reference for each in (first, second, other) if each.reference in found]

    assert (leads(first), leads(second), leads(other)) == ([second.reference], [first.reference], [])


# Danger


def test_danger_says_decide_now_and_waits_for_nothing(cast: Cast, told: Tell, signed_in: SignIn) -> None:
    contact = told(is_in_immediate_danger=True, holder=cast.fay)
    fay, guy = signed_in(cast.fay), signed_in(cast.guy)
    now = '<strong class="hearth-clock hearth-clock--overdue">{}</strong>'
    assert now.format("decide now") in fay.get("/front-door/queue/").content.decode()
    assert now.format("Decide now") in fay.get("/").content.decode()
    theirs, managers = (each.get(page_of(contact, "see-contact")).content.decode() for each in (fay, guy))
    assert [now.format("Decide now") in page for page in (theirs, managers)] == [True, True]
    says = "A child may be in danger now: a manager can decide at once, and nothing else has to be done first. Say how urgent"
    assert (says in theirs, "A child may be in danger now. Decide at once." in managers) == (True, True)
    assert [words in managers for words in ("Rate the contact first", "Write the analysis first")] == [False, False]
    assert "A strategy discussion can be decided at once: nothing else has to be done first." in managers


def test_what_it_means_is_written_after_a_decision_that_did_not_wait_for_it(
    cast: Cast, told: Tell, signed_in: SignIn
) -> None:
    contact = told(is_in_immediate_danger=True)
    fay, guy = signed_in(cast.fay), signed_in(cast.guy)
    said = {"outcome": "strategy", "because": "x", "family_name": "Reid", "tell_strategy": "y", "is_told_now": "yes"}
    assert send(guy, contact, "decide", **said).status_code == 302
    contact.refresh_from_db()
    form = fay.get(page_of(contact, "write-analysis"))
    assert "It was decided on " in form.content.decode()
    assert send(fay, contact, "write-analysis", says="They are not safe", level="4").status_code == 302
    shown = fay.get(page_of(contact, "see-contact")).content.decode()
    assert f": written after the decision on {moment_in_words(contact.decided_at)}" in shown
    line = Line.objects.get(slice="frontdoor.write_analysis")
    assert (line.family, line.says) == (
        contact.family,
        f"Contact {contact.reference} analysed after the decision: Level 4: specialist or statutory",
    )
    for verb in ("rate-contact", "ask-agency", "take-contact", "decide"):
        answer = guy.get(page_of(contact, verb))
        assert (verb, answer.status_code, answer["location"]) == (verb, 302, page_of(contact, "see-contact"))


def test_an_analysis_that_the_decision_rested_on_is_not_written_again(
    cast: Cast, told: Tell, signed_in: SignIn
) -> None:
    contact = told()
    Analysis.objects.create(contact=contact, says="Worried", level_of_need=3, written_by=cast.fay)
    Contact.objects.update(outcome="nfa", decided_at=timezone.now() + timedelta(seconds=1), decided_by=cast.guy)
    fay = signed_in(cast.fay)
    assert fay.get(page_of(contact, "write-analysis"))["location"] == page_of(contact, "see-contact")
    answer = send(fay, contact, "write-analysis", says="Other", level="1")
    assert (answer.status_code, Analysis.objects.count()) == (200, 1)
    assert "Write it again" not in fay.get(page_of(contact, "see-contact")).content.decode()
