from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearth.casework.caseload.models import Allocation
from hearth.casework.caseload.queries import held_by, worked_with
from hearth.casework.family_help.due import DueItem, due_for, helped_among
from hearth.casework.family_help.models import Assessment
from hearth.casework.family_help.opening import open_episode
from hearth.casework.family_help.queries import children_of, last_seen_on
from hearth.casework.family_help.record_visit.action import Sight, record_visit
from hearth.casework.family_help.send_assessment.action import send_assessment
from hearth.casework.family_help.story import Story
from hearth.casework.family_help.summary import help_of
from hearth.casework.people.models import Family
from hearth.casework.people.opening import PersonFacts, begin_family, grant, join_family, record_person
from hearth.conftest import LONG_AGO, Cast
from hearth.foundation.periods.clocks import clock_named, due_on
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.periods.working_days import add_working_days
from hearth.foundation.staff.models import Grant, Worker
from hearth.foundation.staff.pages import today
from hearth.foundation.staff.second_wall import stepped_in


def titles(items: list[DueItem]) -> list[tuple[str, str]]:
    return [(str(item.family), item.title) for item in items]


def due_as(worker: Worker, on: date | None = None) -> list[DueItem]:
    with stepped_in(worker):
        return due_for(helped_among(worked_with(worker, on=today())), reader=worker, on=on or today())


def test_a_new_family_is_owed_an_assessment_and_a_visit(cast: Cast, story: Story) -> None:
    visit, assessment = due_as(cast.dee)
    assert (visit.title, visit.due_on, visit.href) == (
        "Visit Ada, Joss and Kit",
        add_working_days(story.referred_on, 20),
        story.at("record-visit"),
    )
    assert (assessment.title, assessment.due_on, assessment.href, str(assessment.family)) == (
        f"Begin the assessment; it must be finished by {date_in_words(assessment.due_on)}",
        due_on(clock_named("assessment", story.referred_on), story.referred_on),
        story.at("see-assessment"),
        "Okafor-Reid family",
    )


def test_a_child_not_seen_is_still_owed_a_visit(cast: Cast, story: Story) -> None:
    seen = [Sight(story.kit), Sight(story.joss, alone=True)]
    record_visit(
        family=story.family, visited_on=today(), says="At home", home_seen=True, seen=seen, on=today(), by=cast.dee
    )
    assert titles(due_as(cast.dee))[0] == ("Okafor-Reid family", "Visit Ada")


def test_whoever_was_seen_lately_or_long_ago_is_known(cast: Cast, story: Story) -> None:
    lately, long_ago = today() - timedelta(weeks=1), today() - timedelta(weeks=30)
    for day, children in ((long_ago, (story.kit, story.ada)), (lately, (story.kit,))):
        seen = [Sight(child) for child in children]
        record_visit(family=story.family, visited_on=day, says="", home_seen=True, seen=seen, on=today(), by=cast.dee)
    asked = [story.kit.pk, story.ada.pk, story.joss.pk]
    assert last_seen_on(asked, on=today()) == {story.kit.pk: lately, story.ada.pk: long_ago}


def test_another_team_is_owed_nothing_here(cast: Cast, story: Story) -> None:
    assert due_as(cast.ash) == []
    assert list(worked_with(cast.ash, on=today())) == []  # the first wall alone


def test_an_emergency_makes_no_family_theirs(cast: Cast, story: Story) -> None:
    given = grant(
        record=story.family.pk, why="Police at the door", by=cast.ash, worker=cast.ash, lasts=timedelta(hours=4)
    )
    Grant.objects.filter(pk=given.pk).update(kind=Grant.Kind.EMERGENCY)
    assert due_as(cast.ash) == []


@pytest.mark.parametrize(
    ("sender", "name", "title", "waits"),
    [
        ("dee", "dee", "Assessment, with the manager", (True, False)),
        ("dee", "mo", "Authorise the assessment", (False, True)),
        ("mo", "mo", "Assessment, with the manager", (True, False)),  # nobody authorises what they sent
    ],
)
def test_one_that_is_sent_is_the_managers_to_do(
    cast: Cast, story: Story, complete: Assessment, sender: str, name: str, title: str, waits: tuple[bool, bool]
) -> None:
    send_assessment(family=story.family, assessment=complete, on=today(), by=getattr(cast, sender))
    visit, sent = due_as(getattr(cast, name))
    assert (visit.title, visit.waits_for_manager, visit.is_waited_for) == ("Visit Ada, Joss and Kit", False, False)
    assert (sent.title, (sent.waits_for_manager, sent.is_waited_for)) == (title, waits)


def test_a_pod_is_owed_what_its_families_are(cast: Cast, story: Story) -> None:
    given = Grant.objects.filter(record=story.family.pk, team=cast.north_pod).get()
    Allocation.objects.create(
        family=story.family, team=cast.north_pod, starts_on=LONG_AGO, grant=given, allocated_by=cast.mo
    )
    north, south = (
        due_for(helped_among(held_by(pod, on=today())), on=today()) for pod in (cast.north_pod, cast.south_pod)
    )
    assert (len(north), south) == (2, [])


def another_family(cast: Cast, number: int) -> Family:
    family = begin_family(name=f"Family {number}", by=cast.hearth)
    child = record_person(
        facts=PersonFacts(known_as="Sol", family_name="Day", born_on=LONG_AGO), on=LONG_AGO, by=cast.hearth
    )
    join_family(family=family, person=child, part="child", starts_on=LONG_AGO)
    open_episode(person=child, family=family, referred_on=today(), referral_source="6", by=cast.hearth)
    grant(record=family.pk, why="Allocated to North pod", by=cast.mo, team=cast.north_pod)
    return family


def test_the_statements_are_as_many_for_one_family_as_for_many(cast: Cast, story: Story) -> None:
    def statements() -> int:
        with stepped_in(cast.dee), CaptureQueriesContext(connection) as captured:
            due_for(helped_among(worked_with(cast.dee, on=today())), reader=cast.dee, on=today())
        return len(captured)

    assert statements() == 6  # her teams, families, episodes, assessments, who was seen lately, the others
    for number in range(4):
        another_family(cast, number)
    assert (statements(), len(due_as(cast.dee))) == (6, 10)


def test_the_familys_page_is_told_what_it_needs(cast: Cast, story: Story, complete: Assessment) -> None:
    record_visit(
        family=story.family,
        visited_on=today(),
        says="At home",
        home_seen=True,
        seen=[Sight(story.kit)],
        on=today(),
        by=cast.dee,
    )
    children = children_of(story.family, on=today())
    with CaptureQueriesContext(connection) as captured:
        told = help_of(story.family, children, on=today())
    assert len(captured) == 5
    assert [
        (one.child.known_as, one.episode.referred_on if one.episode else None, one.factors, one.last_seen_on)
        for one in told.children
    ] == [
        ("Kit", story.referred_on, ("3B",), today()),
        ("Ada", story.referred_on, ("3B",), None),
        ("Joss", story.referred_on, ("3B",), None),
    ]
    assert (told.assessment, told.is_to_begin, told.clock.starts_on if told.clock else None) == (
        complete,
        False,
        story.referred_on,
    )
    assert told.next_visit is not None
    assert told.next_visit.due_on == add_working_days(story.referred_on, 20)


def test_a_family_never_assessed_has_a_clock_for_the_one_to_begin(cast: Cast, story: Story) -> None:
    told = help_of(story.family, children_of(story.family, on=today()), on=today())
    assert (told.assessment, told.is_to_begin, told.clock.starts_on if told.clock else None) == (
        None,
        True,
        story.referred_on,
    )
