from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from hearth.casework.chronology.models import Line
from hearth.casework.family_help.begin_assessment.action import begin_assessment
from hearth.casework.family_help.models import Assessment
from hearth.casework.family_help.story import Story
from hearth.conftest import Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.pages import today

SignedIn = Callable[[Worker], Client]


def parts(day: date) -> dict[str, str]:
    return {"started_on-day": str(day.day), "started_on-month": str(day.month), "started_on-year": str(day.year)}


def test_one_assessment_begins_for_the_whole_family(cast: Cast, story: Story, signed_in: SignedIn) -> None:
    sent = parts(story.referred_on) | {"_once": "7f1f4a5e-4f6f-4b9e-9d6a-2f1d5d1f7c12"}
    client = signed_in(cast.dee)
    answers = [client.post(story.at("begin-assessment"), sent) for _ in range(2)]
    assert [answer["location"] for answer in answers] == [story.at("see-assessment")] * 2
    begun = Assessment.objects.get()
    assert (begun.family, begun.referred_on, begun.started_on, begun.state, begun.started_by) == (
        story.family,
        story.referred_on,
        story.referred_on,
        "writing",
        cast.dee,
    )
    line = Line.objects.get()
    assert (line.says, line.leads_to) == (
        "Assessment of the family begun",
        f"{story.at('see-assessment')}?assessment={begun.pk}",
    )
    event = Event.objects.get(kind="act")
    assert (event.name, event.record) == ("family_help.begin_assessment", story.family.pk)


def test_a_second_one_beside_it_is_refused(cast: Cast, story: Story, begun: Assessment) -> None:
    with pytest.raises(Refused) as refused:
        begin_assessment(family=story.family, started_on=today(), on=today(), by=cast.dee)
    assert refused.value.because == ("An assessment of this family is already being written. Carry on with that one.")


@pytest.mark.parametrize(
    ("days", "message"),
    [
        (1, f"The date must be today ({date_in_words(today())}) or earlier"),
        (-15, f"The assessment cannot begin before the referral, {date_in_words(today() - timedelta(days=14))}."),
    ],
)
def test_an_impossible_day_is_refused_with_its_reason(
    cast: Cast, story: Story, signed_in: SignedIn, days: int, message: str
) -> None:
    answer = signed_in(cast.dee).post(story.at("begin-assessment"), parts(today() + timedelta(days=days)))
    assert (answer.status_code, answer.content.decode().count(message.removesuffix(".")) > 0) == (200, True)
    assert Assessment.objects.count() == 0


def test_an_adult_specialist_may_not_begin_one(cast: Cast, story: Story, signed_in: SignedIn) -> None:
    assert signed_in(cast.sam).get(story.at("begin-assessment")).status_code == 403
