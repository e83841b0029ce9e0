from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hearth.casework.chronology.models import Line
from hearth.casework.family_help.models import SeenOnVisit, Visit
from hearth.casework.family_help.record_visit.action import Sight, record_visit
from hearth.casework.family_help.story import Story
from hearth.conftest import Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.pages import today

SignedIn = Callable[[Worker], Client]


def parts(day: date) -> dict[str, str]:
    return {"visited_on-day": str(day.day), "visited_on-month": str(day.month), "visited_on-year": str(day.year)}


def test_one_visit_is_told_once_for_every_child_seen(cast: Cast, story: Story, signed_in: SignedIn) -> None:
    sent = parts(today()) | {
        f"child_{story.kit.pk}": ["seen", "alone", "bedroom"],
        f"child_{story.joss.pk}": ["seen"],
        "home_seen": "on",
        "says": "Kit showed me the garden",
        "_once": "7f1f4a5e-4f6f-4b9e-9d6a-2f1d5d1f7c14",
    }
    client = signed_in(cast.sam)
    answers = [client.post(story.at("record-visit"), sent) for _ in range(2)]
    assert [answer["location"] for answer in answers] == [story.at("see-visits")] * 2
    visit = Visit.objects.get()
    assert (visit.visited_on, visit.home_seen, visit.written_by) == (today(), True, cast.sam)
    assert list(SeenOnVisit.objects.order_by("child").values_list("child__known_as", "seen_alone", "bedroom_seen")) == [
        ("Kit", True, True),
        ("Joss", False, False),
    ]
    line = Line.objects.get()
    assert (line.says, line.happened_on, line.leads_to) == (
        "Visit: Kit and Joss seen",
        today(),
        f"{story.at('see-visits')}?visit={visit.pk}#visit-{visit.pk}",
    )
    assert Event.objects.get(kind="act").record == story.family.pk
    said = client.get(story.at("see-visits")).content.decode()
    assert (said.count("Kit showed me the garden"), said.count("Not seen yet")) == (1, 1)


def test_a_visit_on_which_nobody_was_in_counts_for_no_child(cast: Cast, story: Story, signed_in: SignedIn) -> None:
    signed_in(cast.dee).post(story.at("record-visit"), parts(today()) | {"says": "No answer at the door"})
    assert (Visit.objects.count(), SeenOnVisit.objects.count()) == (1, 0)
    assert Line.objects.get().says == "Visit: no child was seen"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"says": ""}, "Say what happened"),
        (parts(today() + timedelta(days=1)), f"The date must be today ({date_in_words(today())}) or earlier"),
        (
            {"visited_on-day": "30", "visited_on-month": "2", "visited_on-year": "2026"},
            "There is no 30 February 2026. Enter a real date, such as 27 3 2016",
        ),
        ({"kit": ["bedroom"]}, "Say whether Kit was seen, or untick the bedroom"),
        ({"kit": ["asleep"]}, "Choose from the answers offered"),
    ],
)
def test_bad_input_is_said_and_nothing_is_recorded(
    cast: Cast, story: Story, signed_in: SignedIn, changed: dict[str, object], message: str
) -> None:
    named = {name.replace("kit", f"child_{story.kit.pk}"): value for name, value in changed.items()}
    sent = parts(today()) | {"says": "At home"} | named
    answer = signed_in(cast.dee).post(story.at("record-visit"), sent)
    assert (answer.status_code, answer.content.decode().count(message)) == (200, 2)
    assert (Visit.objects.count(), Line.objects.count()) == (0, 0)


def visits(cast: Cast, story: Story, count: int) -> None:
    for number in range(count):
        record_visit(
            family=story.family,
            visited_on=today() - timedelta(days=number),
            says=f"Visit number {number}.",
            home_seen=False,
            seen=[Sight(story.kit)] if number else [Sight(story.kit), Sight(story.ada)],
            on=today(),
            by=cast.dee,
        )


def test_visits_are_filtered_sorted_and_paged_in_the_address(cast: Cast, story: Story, signed_in: SignedIn) -> None:
    visits(cast, story, 25)
    client = signed_in(cast.dee)

    def shown(address: str) -> list[int]:
        said = client.get(story.at("see-visits") + address).content.decode()
        return [number for number in range(25) if f"Visit number {number}." in said]

    assert shown("") == list(range(20))
    assert shown("?page=2") == list(range(20, 25))
    assert shown("?order=oldest") == list(range(5, 25))
    assert shown(f"?child={story.ada.pk}") == [0]
    assert shown(f"?visit={Visit.objects.order_by('visited_on').first().pk}") == list(range(20, 25))


def test_the_statements_are_as_many_for_one_visit_as_for_twenty(cast: Cast, story: Story, signed_in: SignedIn) -> None:
    client = signed_in(cast.dee)

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(story.at("see-visits")).status_code == 200
        return len(captured)

    visits(cast, story, 1)
    statements()  # the first page of a session also says that somebody was here
    before = statements()
    visits(cast, story, 19)
    assert statements() == before
