from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hearth.casework.family_help.models import Assessment, Finding
from hearth.casework.family_help.opening import open_episode
from hearth.casework.family_help.story import Story
from hearth.casework.people.opening import PersonFacts, join_family, record_person
from hearth.conftest import LONG_AGO, Cast
from hearth.foundation.staff.models import Worker

SignedIn = Callable[[Worker], Client]


def test_without_one_the_page_teaches_and_begins_one(cast: Cast, story: Story, signed_in: SignedIn) -> None:
    said = signed_in(cast.dee).get(story.at("see-assessment")).content.decode()
    assert said.count("No assessment yet") == 1
    assert said.count(f'href="{story.at("begin-assessment")}"') == 1


def test_what_is_shared_is_written_once_and_shown_under_each_sibling(
    cast: Cast, story: Story, complete: Assessment, signed_in: SignedIn
) -> None:
    assert Finding.objects.filter(says="parenting worry").count() == 1
    client = signed_in(cast.dee)
    shown = {}
    for child in story.children:
        said = client.get(f"{story.at('see-assessment')}?show={child.pk}").content.decode()
        shown[child.known_as] = tuple(
            said.count(words)
            for words in ("parenting worry", "Kit is doing well", "Ada is doing well", "Joss is doing well")
        )
    assert shown == {"Kit": (1, 1, 0, 0), "Ada": (1, 0, 1, 0), "Joss": (1, 0, 0, 1)}
    whole = client.get(f"{story.at('see-assessment')}?show=whole").content.decode()
    assert [whole.count(f"{name} is doing well") for name in ("Kit", "Ada", "Joss")] == [1, 1, 1]
    assert whole.count("parenting worry") == 1


def test_the_next_step_is_the_first_thing_not_written(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn
) -> None:
    said = signed_in(cast.dee).get(story.at("see-assessment")).content.decode()
    assert said.count("Write: Parenting capacity.") == 1


def test_when_all_is_written_the_next_step_is_to_send(
    cast: Cast, story: Story, complete: Assessment, signed_in: SignedIn
) -> None:
    said = signed_in(cast.dee).get(story.at("see-assessment")).content.decode()
    assert said.count("Read it through and send it") == 1


def test_an_adult_specialist_is_offered_only_what_they_may_write(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn
) -> None:
    said = signed_in(cast.sam).get(story.at("see-assessment")).content.decode()
    offered = {verb: said.count(f"/{verb}/") > 0 for verb in ("write-finding", "record-view", "choose-factors")}
    assert offered == {"write-finding": True, "record-view": True, "choose-factors": False}


def test_the_statements_are_as_many_for_three_children_as_for_six(
    cast: Cast, story: Story, complete: Assessment, signed_in: SignedIn
) -> None:
    client = signed_in(cast.dee)

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"{story.at('see-assessment')}?show=whole").status_code == 200
        return len(captured)

    statements()  # the first page of a session also says that somebody was here
    before = statements()
    for number in range(3):
        facts = PersonFacts(known_as=f"Child {number}", family_name="Okafor-Reid", born_on=LONG_AGO)
        child = record_person(facts=facts, on=LONG_AGO, by=cast.hearth)
        join_family(family=story.family, person=child, part="child", starts_on=LONG_AGO)
        open_episode(
            person=child, family=story.family, referred_on=story.referred_on, referral_source="2A", by=cast.hearth
        )
    assert statements() == before


@pytest.mark.parametrize("verb", ["see-assessment", "begin-assessment", "see-visits", "record-visit"])
def test_another_team_finds_no_such_family(cast: Cast, story: Story, signed_in: SignedIn, verb: str) -> None:
    client = signed_in(cast.ash)
    closed, missing = client.get(story.at(verb)), client.get(f"/families/999999/{verb}/")
    assert (closed.status_code, missing.status_code) == (404, 404)
    assert closed.content == missing.content


@pytest.mark.parametrize(
    ("verb", "after"),
    [
        ("write-finding", "parenting/"),
        ("choose-factors", ""),
        ("record-view", "1/"),
        ("write-assessment", ""),
        ("send-assessment", ""),
    ],
)
def test_another_team_finds_no_such_assessment(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn, verb: str, after: str
) -> None:
    client = signed_in(cast.ash)
    closed = client.get(story.at(verb, begun, after))
    missing = client.get(f"/families/999999/assessments/999999/{verb}/{after}")
    assert (closed.status_code, missing.status_code) == (404, 404)
    assert closed.content == missing.content


def test_an_assessment_of_another_family_is_none_of_this_one(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn
) -> None:
    answer = signed_in(cast.dee).get(f"{story.at('see-assessment')}?assessment={begun.pk + 1}")
    assert answer.status_code == 404
