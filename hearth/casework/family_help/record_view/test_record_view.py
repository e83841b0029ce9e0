from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from hearth.casework.family_help.models import Assessment, View
from hearth.casework.family_help.story import Story
from hearth.conftest import Cast
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.pages import today

SignedIn = Callable[[Worker], Client]


def told(says: str, **more: object) -> dict[str, object]:
    day = today()
    when = {"told_on-day": day.day, "told_on-month": day.month, "told_on-year": day.year}
    return {"has_told": "yes", "says": says, "how_told": "By drawing", **when, **more}


def views() -> list[tuple[str, str, str, bool]]:
    return [
        (one.person.known_as, one.says, one.not_heard_because, one.superseded_at is None)
        for one in View.objects.select_related("person").order_by("id")
    ]


@pytest.mark.parametrize("name", ["ada", "mother"])
def test_a_childs_and_an_adults_words_are_kept(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn, name: str
) -> None:
    person = getattr(story, name)
    answer = signed_in(cast.sam).post(story.at("record-view", begun, f"{person.pk}/"), told("I like it at gran’s"))
    assert answer["location"] == story.at("see-assessment")
    assert views() == [(person.known_as, "I like it at gran’s", "", True)]
    assert View.objects.get().how_told == "By drawing"


def test_why_somebody_could_not_be_heard_is_kept_instead(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn
) -> None:
    sent = {"has_told": "no", "not_heard_because": "In hospital until Monday", "says": "left over"}
    signed_in(cast.dee).post(story.at("record-view", begun, f"{story.kit.pk}/"), sent)
    assert views() == [("Kit", "", "In hospital until Monday", True)]
    assert View.objects.get().told_on == today()


def test_the_second_of_two_sees_both_texts_and_nothing_is_lost(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn
) -> None:
    here = story.at("record-view", begun, f"{story.kit.pk}/")
    signed_in(cast.sam).post(here, told("I am scared of the noise"))
    dee = signed_in(cast.dee)
    answer = dee.post(here, told("I want to go to gran’s", began_from=""))
    said = answer.content.decode()
    assert (answer.status_code, said.count("I am scared of the noise"), said.count("I want to go to gran’s")) == (
        409,
        1,
        1,
    )
    both = told("I am scared of the noise. I want to go to gran’s", began_from=View.objects.get().pk)
    assert dee.post(here, both).status_code == 302
    assert [(says, stands) for _, says, _, stands in views()] == [
        ("I am scared of the noise", False),
        ("I am scared of the noise. I want to go to gran’s", True),
    ]


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({}, "Say whether they have told us what they think"),
        ({"has_told": "yes"}, "Write what they told us"),
        ({"has_told": "no"}, "Say why we could not hear them"),
        ({"has_told": "yes", "told_on-day": "30", "told_on-month": "2", "told_on-year": "2026"}, "no 30 February 2026"),
    ],
)
def test_bad_input_is_said_and_nothing_is_written(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn, sent: dict[str, str], message: str
) -> None:
    said = signed_in(cast.dee).post(story.at("record-view", begun, f"{story.kit.pk}/"), sent).content.decode()
    assert said.count(message) == 2
    assert views() == []


def test_nobody_outside_the_family_has_a_view_here(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn
) -> None:
    assert signed_in(cast.dee).get(story.at("record-view", begun, "999999/")).status_code == 404
