"""The change and its event are one transaction, or neither is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from hearth.casework.chronology.mark_significant.action import mark_significant
from hearth.casework.chronology.models import Line
from hearth.casework.chronology.write import write_line
from hearth.casework.people.opening import begin_family
from hearth.conftest import TODAY, Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.staff.models import Worker


@pytest.fixture
def line(cast: Cast) -> Line:
    family = begin_family(name="Okafor-Reid", by=cast.hearth)
    return write_line(family=family, says="A visit", happened_on=TODAY, slice="family_help.record_visit", by=cast.dee)


def test_an_act_writes_who_what_and_which_record_and_nothing_that_was_typed(cast: Cast, line: Line) -> None:
    mark_significant(line=line, because="She said his name", by=cast.dee)
    event = Event.objects.get()
    assert (event.kind, event.name, event.worker, event.record) == (
        "act",
        "chronology.mark_significant",
        cast.dee.pk,
        line.family_id,
    )
    assert event.details == {}


def test_a_role_without_the_permission_cannot_act_even_past_the_page(cast: Cast, line: Line) -> None:
    with pytest.raises(PermissionDenied):
        mark_significant(line=line, because="x", by=cast.lin)
    line.refresh_from_db()
    assert (line.is_significant, Event.objects.count()) == (False, 0)


def test_an_act_that_fails_leaves_neither_change_nor_event(cast: Cast, line: Line) -> None:
    with pytest.raises(Exception, match="too long"):
        mark_significant(line=line, because="x" * 301, by=cast.dee)
    line.refresh_from_db()
    assert (line.is_significant, Event.objects.count()) == (False, 0)


def test_an_act_without_somebody_is_refused(line: Line) -> None:
    with pytest.raises(TypeError, match="who does it"):
        mark_significant(line=line, because="x", by=None)  # type: ignore[arg-type]


def test_a_number_no_record_can_have_is_a_page_not_found(cast: Cast, signed_in: Callable[[Worker], Client]) -> None:
    client = signed_in(cast.dee)
    answers = {client.get(f"/families/{number}/see-family/").status_code for number in (999, 2**63, 10**30)}
    assert answers == {404}
