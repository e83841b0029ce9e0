from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from hearth.casework.chronology.models import Line
from hearth.casework.family_help.close_help.action import close_help
from hearth.casework.family_help.models import Assessment, Episode
from hearth.casework.family_help.story import Story
from hearth.conftest import Cast
from hearth.foundation.refusals import ChangedMeanwhile
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.pages import today

SignedIn = Callable[[Worker], Client]


def parts(day: date) -> dict[str, str]:
    return {"closed_on-day": str(day.day), "closed_on-month": str(day.month), "closed_on-year": str(day.year)}


def closed() -> list[tuple[str, str]]:
    found = Episode.objects.exclude(closed_on=None).order_by("person").select_related("person")
    return [(one.person.known_as, one.closure_reason) for one in found]


def test_each_child_has_a_reason_and_one_left_out_stays_open(cast: Cast, story: Story, signed_in: SignedIn) -> None:
    sent = parts(today()) | {f"reason_{story.kit.pk}": "RC7", f"reason_{story.ada.pk}": "RC9"}
    answer = signed_in(cast.mo).post(story.at("close-help"), sent)
    assert answer["location"] == story.at("see-assessment")
    assert closed() == [("Kit", "RC7"), ("Ada", "RC9")]
    line = Line.objects.get()
    assert (line.says, line.is_significant) == ("Help closed for Kit and Ada", True)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({}, "Choose why help ended, for at least one child"),
        ({"kit": "RC99"}, "Choose one of the answers offered"),
        ({"kit": "RC7"} | parts(today() - timedelta(days=20)), "Help cannot be closed before it was asked for"),
    ],
)
def test_bad_input_is_said_and_nothing_is_closed(
    cast: Cast, story: Story, signed_in: SignedIn, changed: dict[str, str], message: str
) -> None:
    named = {name.replace("kit", f"reason_{story.kit.pk}"): value for name, value in changed.items()}
    answer = signed_in(cast.mo).post(story.at("close-help"), parts(today()) | named)
    assert (answer.status_code, answer.content.decode().count(message) > 0) == (200, True)
    assert closed() == []


def test_help_is_not_closed_over_an_unfinished_assessment(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn
) -> None:
    sent = parts(today()) | {f"reason_{story.kit.pk}": "RC7"}
    said = signed_in(cast.mo).post(story.at("close-help"), sent).content.decode()
    assert said.count("An assessment of this family is not yet authorised.") == 2
    assert closed() == []


def test_the_second_of_two_who_close_is_told(cast: Cast, story: Story) -> None:
    def close() -> None:
        close_help(family=story.family, reasons={story.kit.pk: "RC7"}, closed_on=today(), on=today(), by=cast.mo)

    close()
    with pytest.raises(ChangedMeanwhile):
        close()
    assert Line.objects.count() == 1


def test_the_manager_is_led_there_while_help_is_open(cast: Cast, story: Story, signed_in: SignedIn) -> None:
    client, link = signed_in(cast.mo), f'href="{story.at("close-help")}"'
    assert client.get(story.at("see-assessment")).content.decode().count(link) == 1
    reasons = {child.pk: "RC7" for child in story.children}
    close_help(family=story.family, reasons=reasons, closed_on=today(), on=today(), by=cast.mo)
    assert client.get(story.at("see-assessment")).content.decode().count(link) == 0
    assert client.get(story.at("close-help")).content.decode().count("No child of this family has help open.") == 1


def test_a_worker_does_not_close_help(cast: Cast, story: Story, signed_in: SignedIn) -> None:
    assert signed_in(cast.dee).get(story.at("close-help")).status_code == 403
