from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from hearth.casework.family_help.models import Assessment, Edition, Episode
from hearth.casework.family_help.story import Story
from hearth.conftest import Cast
from hearth.foundation.codes import AssessmentOutcome
from hearth.foundation.staff.models import Worker

SignedIn = Callable[[Worker], Client]


def sent(analysis: str, version: int) -> dict[str, object]:
    decision = AssessmentOutcome.STRATEGY_DISCUSSION.value
    return {"analysis": analysis, "decision": decision, "decision_because": "He hit him", "version": version}


def test_the_analysis_and_the_published_decision_are_kept(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn
) -> None:
    answer = signed_in(cast.dee).post(story.at("write-assessment", begun), sent("It is getting worse", 1))
    assert answer["location"] == story.at("see-assessment")
    begun.refresh_from_db()
    assert (begun.analysis, begun.decision, begun.decision_because, begun.version) == (
        "It is getting worse",
        "Strategy discussion and/or Section 47 enquiry",
        "He hit him",
        2,
    )


def test_the_second_of_two_sees_both_and_every_edition_is_kept(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn
) -> None:
    here = story.at("write-assessment", begun)
    signed_in(cast.mo).post(here, sent("Mo thinks it is safe", 1))
    dee = signed_in(cast.dee)
    answer = dee.post(here, sent("Dee thinks it is not", 1))
    said = answer.content.decode()
    assert answer.status_code == 409
    assert (said.count("Mo thinks it is safe"), said.count("Dee thinks it is not")) == (1, 1)
    assert said.count('name="version" value="2"') == 1
    dee.post(here, sent("We do not agree, and say so", 2))
    assert list(Edition.objects.order_by("id").values_list("analysis", "written_by__known_as")) == [
        ("Mo thinks it is safe", "Mo"),
        ("We do not agree, and say so", "Dee"),
    ]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"decision": "Adopt them"}, "Choose one of the answers offered"),
        ({"analysis": "x" * 12001}, "Use 12,000 characters or fewer. You have used 12,001"),
    ],
)
def test_bad_input_is_said_and_nothing_is_written(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn, changed: dict[str, str], message: str
) -> None:
    said = signed_in(cast.dee).post(story.at("write-assessment", begun), sent("Fine", 1) | changed).content.decode()
    assert said.count(message) == 2
    begun.refresh_from_db()
    assert (begun.analysis, begun.version) == ("", 1)


def test_an_adult_specialist_does_not_write_the_decision(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn
) -> None:
    assert signed_in(cast.sam).get(story.at("write-assessment", begun)).status_code == 403


def test_the_primary_need_is_asked_once_for_all_and_no_more_where_children_differ(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn
) -> None:
    dee, here = signed_in(cast.dee), story.at("write-assessment", begun)

    def needs() -> list[str]:
        return list(Episode.objects.order_by("person").values_list("primary_need", flat=True))

    dee.post(here, sent("Fine", 1) | {"primary_need": "N1"})
    assert needs() == ["N1", "N1", "N1"]
    assert dee.get(here).content.decode().count('<option value="N1" selected>') == 1
    Episode.objects.filter(person=story.ada).update(primary_need="N2")
    assert dee.get(here).content.decode().count("primary_need") == 0
    dee.post(here, sent("Finer", 2) | {"primary_need": "N5"})
    assert needs() == ["N1", "N2", "N1"]
