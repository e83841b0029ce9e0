"""A strategy discussion is owed from the decision until somebody records that it was held."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hearth.casework.caseload.models import Allocation, Involvement
from hearth.casework.chronology.models import Line
from hearth.casework.frontdoor.decide.action import decide
from hearth.casework.frontdoor.decide.test_decide import errors, page_of
from hearth.casework.frontdoor.due import due_for
from hearth.casework.frontdoor.models import Contact, StrategyDiscussion
from hearth.casework.frontdoor.record_discussion.action import record_discussion
from hearth.casework.people.models import Family
from hearth.casework.people.opening import grant
from hearth.conftest import Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.staff.models import Grant, Worker
from hearth.foundation.staff.second_wall import stepped_in

Tell = Callable[..., Contact]
SignIn = Callable[[Worker], Client]
WORDS = "Hold the strategy discussion"


def said(on: date | None = None, **changed: Any) -> dict[str, Any]:
    on = on or timezone.localdate()
    return {
        "held_on-day": str(on.day),
        "held_on-month": str(on.month),
        "held_on-year": str(on.year),
        "agencies": ["social_care", "police", "health"],
        "others": "The headteacher",
        "without_because": "",
        "decided": "The children stay with their aunt tonight.",
        "begins_enquiry": "yes",
    } | changed


@pytest.fixture
def decided(cast: Cast, told: Tell) -> Contact:
    """Decided in danger, and held by North pod with Dee as lead."""
    contact = told(is_in_immediate_danger=True)
    on = timezone.localdate()
    with stepped_in(cast.guy):
        decide(
            contact=contact, outcome="strategy", because="x", family_name="Okafor-Reid", version=1, on=on, by=cast.guy
        )
    contact.refresh_from_db()
    family = contact.family
    held = grant(record=family.pk, why="Allocated to North pod", by=cast.mo, team=cast.north_pod)
    Allocation.objects.create(family=family, team=cast.north_pod, starts_on=on, grant=held, allocated_by=cast.mo)
    Involvement.objects.create(family=family, worker=cast.dee, part="lead", starts_on=on, grant=held)
    return contact


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def owed_to(contact: Contact) -> list[str]:
    return [each.title for each in due_for([contact.family], on=timezone.localdate())]


def test_it_is_owed_at_once_before_all_else_until_it_is_recorded(
    cast: Cast, decided: Contact, signed_in: SignIn
) -> None:
    dee, page = signed_in(cast.dee), page_of(decided, "record-discussion")
    family_page = f"/families/{decided.family_id}/see-family/"
    family = shown(dee, family_page)
    assert family.index(f"Next step {WORDS}. at once") < family.index("Begin the assessment")
    for worker in (cast.dee, cast.mo, cast.guy):
        owed = shown(signed_in(worker), "/").partition("Owed now")[2].partition("Coming this week")[0]
        assert (worker.known_as, owed.count("At once"), owed.count(WORDS)) == (worker.known_as, 1, 2)
    assert WORDS not in shown(signed_in(cast.ash), "/")

    answer = dee.post(page, said())
    assert (answer.status_code, answer["location"]) == (302, page_of(decided, "see-contact"))
    found = StrategyDiscussion.objects.get()
    assert (found.agencies, found.begins_enquiry, found.recorded_by) == (
        ["social_care", "police", "health"],
        True,
        cast.dee,
    )
    line = Line.objects.get(slice="frontdoor.record_discussion")
    assert (line.family, line.says, line.is_significant, line.written_by, line.happened_on) == (
        decided.family,
        f"Strategy discussion held on contact {decided.reference}: a section 47 enquiry begins",
        True,
        cast.dee,
        timezone.localdate(),
    )
    act = Event.objects.get(kind="act", name="frontdoor.record_discussion")
    assert (act.worker, act.record) == (cast.dee.pk, decided.pk)
    assert owed_to(decided) == []
    assert WORDS not in shown(dee, family_page)
    assert [WORDS in shown(signed_in(each), "/") for each in (cast.dee, cast.mo, cast.guy)] == [False] * 3
    assert "The children stay with their aunt tonight." in shown(signed_in(cast.guy), page_of(decided, "see-contact"))


def test_a_contact_that_joined_a_family_owes_it_too(cast: Cast, decided: Contact, told: Tell) -> None:
    another = told(
        outcome="joined_s47",
        decided_at=timezone.now(),
        decided_by=cast.guy,
        family=decided.family,
        discussion_due_on=timezone.localdate() - timedelta(days=3),
    )
    (first, second) = due_for([decided.family], on=timezone.localdate())
    assert [(each.href, each.state.name) for each in (first, second)] == [
        (page_of(another, "record-discussion"), "OVERDUE"),
        (page_of(decided, "record-discussion"), "DUE_TODAY"),
    ]


def test_the_front_door_records_it_though_the_family_is_a_pod_s(
    cast: Cast, decided: Contact, signed_in: SignIn
) -> None:
    Grant.objects.exclude(team=cast.north_pod).update(ends_at=timezone.now())
    with stepped_in(cast.guy):
        assert Family.objects.filter(pk=decided.family_id).count() == 0
    assert "Kit Okafor-Reid, Ada Okafor-Reid" in shown(signed_in(cast.guy), "/")
    assert signed_in(cast.guy).post(page_of(decided, "record-discussion"), said()).status_code == 302
    assert Line.objects.filter(family=decided.family, slice="frontdoor.record_discussion").count() == 1


def test_sent_twice_records_once_and_of_two_at_once_the_second_is_told(
    cast: Cast, decided: Contact, signed_in: SignIn
) -> None:
    page, once = page_of(decided, "record-discussion"), {"_once": str(uuid.uuid4())}
    dee = signed_in(cast.dee)
    assert [dee.post(page, said() | once).status_code for _ in range(2)] == [302, 302]
    answer = signed_in(cast.mo).post(page, said())
    assert "Dee Tester has recorded the strategy discussion of" in " ".join(errors(answer)) + answer.content.decode()
    assert StrategyDiscussion.objects.count() == 1
    assert dee.get(page)["location"] == page_of(decided, "see-contact")


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"agencies": []}, "Choose who took part"),
        ({"decided": ""}, "Write what was decided"),
        ({"begins_enquiry": ""}, "Say whether a section 47 enquiry begins"),
        ({"agencies": ["social_care"]}, "Say why the police and health did not take part"),
        ({"held_on-year": "2020"}, "That is before we were told of the worry"),
    ],
)
def test_each_fault_is_said(
    cast: Cast, decided: Contact, signed_in: SignIn, changed: dict[str, Any], fault: str
) -> None:
    answer = signed_in(cast.dee).post(page_of(decided, "record-discussion"), said(**changed))
    assert (errors(answer), StrategyDiscussion.objects.count()) == ([fault], 0)


def test_whoever_lacked_one_says_why(cast: Cast, decided: Contact, signed_in: SignIn) -> None:
    told_why = said(agencies=["social_care", "police"], without_because="The nurse was rung after.")
    assert signed_in(cast.dee).post(page_of(decided, "record-discussion"), told_why).status_code == 302
    assert StrategyDiscussion.objects.get().without_because == "The nurse was rung after."


def test_another_team_finds_none_and_who_may_not_is_refused(cast: Cast, decided: Contact, signed_in: SignIn) -> None:
    theirs = signed_in(cast.ash).get(page_of(decided, "record-discussion"))
    none = signed_in(cast.ash).get("/front-door/999999/record-discussion/")
    assert (theirs.status_code, theirs.content == none.content) == (404, True)
    assert [
        signed_in(each).get(page_of(decided, "record-discussion")).status_code for each in (cast.tess, cast.lin)
    ] == [
        403,
        403,
    ]
    with pytest.raises(PermissionDenied):
        record_discussion(
            contact=decided,
            held_on=timezone.localdate(),
            agencies=["police"],
            others="",
            without_because="",
            decided="x",
            begins_enquiry=False,
            on=timezone.localdate(),
            by=cast.tess,
        )


def test_nobody_changes_what_was_recorded(cast: Cast, decided: Contact, signed_in: SignIn) -> None:
    signed_in(cast.dee).post(page_of(decided, "record-discussion"), said())
    for worker, seen in ((cast.dee, 1), (cast.guy, 1), (cast.ash, 0), (cast.tess, 0)):
        with stepped_in(worker):
            assert StrategyDiscussion.objects.count() == seen
            assert StrategyDiscussion.objects.update(decided="other") == 0


def test_nobody_records_one_in_an_emergency(cast: Cast, decided: Contact) -> None:
    """The second wall alone: the role's permission and the page are not asked."""
    lasts = timedelta(hours=4)
    grant(record=decided.family_id, why="Night", by=cast.ash, worker=cast.ash, lasts=lasts, kind=Grant.Kind.EMERGENCY)
    made = StrategyDiscussion(
        contact=decided, held_on=timezone.localdate(), agencies=["police"], decided="x", begins_enquiry=False
    )
    made.recorded_by = cast.ash
    with pytest.raises(DatabaseError, match="row-level security"), stepped_in(cast.ash):
        made.save()


def test_the_same_statements_for_one_and_for_many(cast: Cast, decided: Contact, told: Tell, signed_in: SignIn) -> None:
    guy = signed_in(cast.guy)
    guy.get("/")
    with CaptureQueriesContext(connection) as one:
        guy.get("/")
    for _ in range(5):
        told(
            outcome="joined_s47",
            decided_at=timezone.now(),
            decided_by=cast.guy,
            family=decided.family,
            discussion_due_on=timezone.localdate(),
        )
    with CaptureQueriesContext(connection) as many:
        assert guy.get("/").content.decode().count("hearth-owed__title") == 6
    assert len(one) == len(many)
