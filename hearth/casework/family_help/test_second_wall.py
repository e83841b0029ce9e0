"""The first wall is taken away: plain queries. The second holds for all that hangs on an assessment or a visit."""

from __future__ import annotations

from hearth.casework.family_help.models import (
    Assessment,
    Edition,
    Episode,
    Factor,
    Finding,
    SeenOnVisit,
    View,
    Visit,
)
from hearth.casework.family_help.record_visit.action import Sight, record_visit
from hearth.casework.family_help.story import Story
from hearth.conftest import Cast
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.pages import today
from hearth.foundation.staff.second_wall import stepped_in


def seen_by(worker: Worker) -> list[int]:
    tables = (Episode, Assessment, Finding, Factor, View, Edition, Visit, SeenOnVisit)
    with stepped_in(worker):
        return [table.objects.count() for table in tables]


def test_only_those_who_may_open_the_family_see_a_row(cast: Cast, story: Story, complete: Assessment) -> None:
    record_visit(
        family=story.family,
        visited_on=today(),
        says="At home",
        home_seen=True,
        seen=[Sight(story.kit)],
        on=today(),
        by=cast.dee,
    )
    everything, nothing = [3, 1, 5, 3, 2, 1, 1, 1], [0] * 8
    assert {one.known_as: seen_by(one) for one in (cast.dee, cast.sam, cast.mo, cast.ash, cast.lin, cast.tess)} == {
        "Dee": everything,
        "Sam": everything,
        "Mo": everything,
        "Ash": nothing,
        "Lin": nothing,
        "Tess": nothing,
    }
