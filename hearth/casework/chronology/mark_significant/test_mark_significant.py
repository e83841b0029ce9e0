from __future__ import annotations

import html
from collections.abc import Callable

import pytest
from django.test import Client

from hearth.casework.chronology.mark_significant.rule import may_mark
from hearth.casework.chronology.models import Line
from hearth.casework.chronology.write import write_line
from hearth.casework.people.models import Family
from hearth.casework.people.opening import begin_family, grant
from hearth.conftest import TODAY, Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.staff.models import Worker


@pytest.fixture
def line(cast: Cast) -> Line:
    family = begin_family(name="Okafor-Reid", by=cast.hearth)
    grant(record=family.pk, why="Allocated to North pod", by=cast.mo, team=cast.north_pod)
    return write_line(
        family=family, says="The plan was made", happened_on=TODAY, slice="workbook.make_plan", by=cast.dee
    )


def address(line: Line) -> str:
    return f"/families/{line.family_id}/chronology/{line.pk}/mark-significant/"


def test_a_reason_is_kept_beside_the_event(cast: Cast, line: Line, signed_in: Callable[[Worker], Client]) -> None:
    answer = signed_in(cast.dee).post(address(line), {"because": "The first time she asked for help"})
    assert (answer.status_code, answer["location"]) == (302, f"/families/{line.family_id}/see-chronology/")
    line.refresh_from_db()
    assert (line.is_significant, line.marked_because, line.marked_by) == (
        True,
        "The first time she asked for help",
        cast.dee,
    )
    event = Event.objects.get(kind="act")
    assert (event.name, event.worker, event.record) == ("chronology.mark_significant", cast.dee.pk, line.family_id)


def test_without_a_reason_nothing_is_marked(cast: Cast, line: Line, signed_in: Callable[[Worker], Client]) -> None:
    answer = signed_in(cast.dee).post(address(line), {"because": " "})
    assert "Say why this event matters" in answer.content.decode()
    line.refresh_from_db()
    assert line.is_significant is False


def test_another_team_finds_no_such_family(cast: Cast, line: Line, signed_in: Callable[[Worker], Client]) -> None:
    client = signed_in(cast.ash)
    closed, missing = client.get(address(line)), client.get("/families/999999/chronology/1/mark-significant/")
    assert (closed.status_code, missing.status_code) == (404, 404)
    assert closed.content == missing.content


def test_the_page_writes_the_read_down(cast: Cast, line: Line, signed_in: Callable[[Worker], Client]) -> None:
    signed_in(cast.dee).get(f"/families/{line.family_id}/see-chronology/")
    event = Event.objects.get(kind="read")
    assert (event.name, event.worker, event.record) == ("chronology.see_chronology", cast.dee.pk, line.family_id)
    assert event.details["because"] == "Allocated to North pod"


def test_sending_the_form_twice_marks_once(cast: Cast, line: Line, signed_in: Callable[[Worker], Client]) -> None:
    client = signed_in(cast.dee)
    sent = {"because": "It matters", "_once": "7f1f4a5e-4f6f-4b9e-9d6a-2f1d5d1f7c11"}
    first, second = client.post(address(line), sent), client.post(address(line), sent)
    assert first["location"] == second["location"]
    assert Event.objects.filter(kind="act").count() == 1
    assert Family.objects.count() == 1


def test_the_page_asks_why_it_matters(cast: Cast, line: Line, signed_in: Callable[[Worker], Client]) -> None:
    page = signed_in(cast.dee).get(address(line)).content.decode()
    assert page.count("Why does this matter?") == 1


def test_whoever_marks_second_is_told_who_did_and_why_and_changes_nothing(
    cast: Cast, line: Line, signed_in: Callable[[Worker], Client]
) -> None:
    signed_in(cast.mo).post(address(line), {"because": "The first time she asked for help"})
    answer = signed_in(cast.dee).post(address(line), {"because": "Another reason"})
    page = html.unescape(answer.content.decode())
    told = "Mo Tester has already marked this as significant: “The first time she asked for help”"
    assert (answer.status_code, told in page) == (200, True)
    line.refresh_from_db()
    assert (line.marked_because, line.marked_by) == ("The first time she asked for help", cast.mo)
    assert Event.objects.filter(kind="act").count() == 1


def test_what_may_be_marked(cast: Cast, line: Line) -> None:
    assert may_mark(line) is None
    line.is_significant = True
    assert str(may_mark(line)) == "This event is significant by itself: the act that wrote it said so."
