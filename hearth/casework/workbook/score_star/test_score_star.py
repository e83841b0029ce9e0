from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from hearth.casework.chronology.models import Line
from hearth.casework.workbook.begin_star.action import begin_star
from hearth.casework.workbook.conftest import Draw, Household, today
from hearth.casework.workbook.models import Shape, Star
from hearth.casework.workbook.score_star.action import score_star
from hearth.casework.workbook.withdraw_shape.action import withdraw_shape
from hearth.conftest import Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.refusals import ChangedMeanwhile, Refused
from hearth.foundation.staff.drafts import key_of
from hearth.foundation.staff.models import Draft, Worker

SignIn = Callable[[Worker], Client]


def address(star: Star) -> str:
    return f"/families/{star.family_id}/stars/{star.pk}/score-star/"


def said(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def scores(shape: Shape) -> dict[str, tuple[int | None, str]]:
    return {each.spoke: (each.score, each.in_their_words) for each in shape.scores.all()}


def test_a_sitting_freezes_the_councils_star(cast: Cast, household: Household, signed_in: SignIn) -> None:
    day = today()
    answer = signed_in(cast.dee).post(
        f"/families/{household.family.pk}/begin-star/",
        {"drawn_on-day": day.day, "drawn_on-month": day.month, "drawn_on-year": day.year, "note": "At home"},
    )
    star = Star.objects.get()
    assert answer["location"] == address(star)
    assert (star.tool_version, star.lowest, star.highest, len(star.spokes), star.note) == ("1", 1, 10, 9, "At home")
    assert star.spokes[0] == {"key": "feelings", "label": "Feelings and worries", "domain": "Happy"}
    act = Event.objects.get(kind="act")
    assert (act.name, act.record) == ("workbook.begin_star", household.family.pk)


def test_one_sitting_a_day_and_none_in_the_future(cast: Cast, household: Household) -> None:
    begin_star(family=household.family, drawn_on=today(), note="", on=today(), by=cast.dee)
    for days in (0, 1):
        with pytest.raises(Refused):
            begin_star(
                family=household.family, drawn_on=today() + timedelta(days=days), note="", on=today(), by=cast.sam
            )
    assert Star.objects.count() == 1


def test_a_child_scores_with_words_and_a_spoke_not_scored(
    cast: Cast, household: Household, draw_star: Draw, signed_in: SignIn
) -> None:
    star = draw_star()
    answer = signed_in(cast.dee).post(
        address(star),
        {
            "scorer": f"child-{household.kit.pk}",
            "score_home": "3",
            "words_home": "It's loud",
            "score_friends": "",
            "words_sleep": "I don't know",
            "_once": str(uuid.uuid4()),
        },
    )
    assert answer["location"] == f"/families/{household.family.pk}/see-star/"
    shape = Shape.objects.get()
    assert (shape.person, shape.scorer, shape.kind) == (household.kit, "child", "now")
    assert scores(shape) == {"home": (3, "It's loud"), "sleep": (None, "I don't know")}
    line = Line.objects.get()
    assert (line.says, line.happened_on) == ("The Web Star was drawn", star.drawn_on)


def test_who_may_score_are_the_born_and_those_who_work_with_them(
    cast: Cast, household: Household, draw_star: Draw, signed_in: SignIn
) -> None:
    page = said(signed_in(cast.mo).get(address(draw_star())))
    names = [
        "Agreed together",
        "Kit Okafor-Reid (child)",
        "Darren Reid (father)",
        "Nia Okafor (mother)",
        "Joss",
        "Dee Tester (Social worker)",
        "Mo Tester (me)",
        "Ash",
    ]
    assert [name for name in names if name in page] == [name for name in names if name not in ("Joss", "Ash")]


def test_with_script_the_picture_is_drawn_and_nothing_saved(
    cast: Cast, household: Household, draw_star: Draw, signed_in: SignIn
) -> None:
    star = draw_star()
    reads = Event.objects.filter(kind="read").count()
    answer = signed_in(cast.dee).post(
        address(star), {"score_home": "3", "score_sleep": "9", "score_friends": "77"}, headers={"HX-Request": "true"}
    )
    drawn = said(answer)
    assert (answer.status_code, drawn[:4], drawn.count("<html")) == (200, "<svg", 0)
    assert (
        "Friends not scored; Healthy: Body and sleep 9, School and learning not scored; Safe: Safe at home 3." in drawn
    )
    assert (Shape.objects.count(), Event.objects.filter(kind="read").count()) == (0, reads)


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"scorer": "agreed"}, "Score at least one spoke, or write what was said about it"),
        ({"score_home": "3"}, "Choose who scores"),
        ({"scorer": "worker-99999", "score_home": "3"}, "Choose one of the people offered"),
        ({"scorer": "agreed", "score_home": "11"}, "Safe at home: choose 1 to 10"),
        ({"scorer": "agreed", "score_home": "x"}, "Safe at home: choose 1 to 10"),
    ],
)
def test_each_fault_is_said_and_nothing_kept(
    cast: Cast, household: Household, draw_star: Draw, signed_in: SignIn, sent: dict[str, str], message: str
) -> None:
    page = said(signed_in(cast.dee).post(address(draw_star()), sent))
    assert message in page
    assert Shape.objects.count() == 0


def test_scoring_again_needs_a_reason_and_keeps_what_was_scored(
    cast: Cast, household: Household, draw_star: Draw, signed_in: SignIn
) -> None:
    star = draw_star(agreed={"home": 3})
    first, client = Shape.objects.get(), signed_in(cast.dee)
    sent = {"scorer": "agreed", "score_home": "5", "seen": str(first.pk)}
    assert "everybody together has scored this star already. Say why it is scored again" in said(
        client.post(address(star), sent)
    )
    assert Shape.objects.count() == 1
    client.post(address(star), sent | {"because": "We had misread the scale"})
    first.refresh_from_db()
    assert (first.withdrawn_because, first.withdrawn_by, scores(first)) == (
        "We had misread the scale",
        cast.dee,
        {"home": (3, "")},
    )
    assert scores(Shape.objects.get(withdrawn_at__isnull=True)) == {"home": (5, "")}
    page = said(client.get(f"/families/{household.family.pk}/see-star/"))
    assert "Safe at home 3. Withdrawn by Dee Tester" in page


def test_two_people_at_once_the_second_is_told_and_loses_nothing(
    cast: Cast, household: Household, draw_star: Draw, signed_in: SignIn
) -> None:
    star = draw_star()
    client = signed_in(cast.dee)
    assert 'name="seen" value="0"' in said(client.get(address(star)))
    score(star, cast.sam, home=2)
    page = said(client.post(address(star), {"scorer": "agreed", "score_home": "8", "seen": "0", "because": "Mine"}))
    assert "Sam Tester recorded scores by everybody together on" in page
    assert 'value="8" checked' in page
    assert [scores(shape) for shape in Shape.objects.all()] == [{"home": (2, "")}]
    with pytest.raises(ChangedMeanwhile):
        score(star, cast.dee, home=9)


def score(star: Star, by: Worker, kind: str = "now", **given: int) -> Shape:
    return score_star(
        star=star,
        kind=kind,
        scorer="agreed",
        person=None,
        worker=None,
        scores=given,
        words={},
        because="",
        seen=0,
        by=by,
    )


def test_looking_back_needs_an_earlier_star_of_the_same_version(
    cast: Cast, household: Household, draw_star: Draw, signed_in: SignIn
) -> None:
    old = draw_star(200, version="0")
    with pytest.raises(Refused, match="This is the first star"):
        score(old, cast.dee, "looking_back", home=3)
    score(old, cast.dee, home=4)
    first = draw_star(90)
    with pytest.raises(Refused, match="Scores are never compared across versions"):
        score(first, cast.dee, "looking_back", home=3)
    score(first, cast.dee, home=4)
    second = draw_star(1)
    page = said(signed_in(cast.dee).get(address(second)))
    assert "Looking back: how things really were at the first star" in page
    assert score(second, cast.dee, "looking_back", home=2).kind == "looking_back"
    assert "Looking back: how things" not in said(signed_in(cast.dee).get(address(first)))


@pytest.mark.parametrize("given", [{"nothing": 3}, {"home": 0}, {"home": 11}])
def test_the_action_takes_no_score_outside_the_tool(
    cast: Cast, household: Household, draw_star: Draw, given: dict[str, int]
) -> None:
    with pytest.raises(Refused):
        score(draw_star(), cast.dee, **given)
    assert Shape.objects.count() == 0


def test_scores_are_withdrawn_with_a_reason_once(
    cast: Cast, household: Household, draw_star: Draw, signed_in: SignIn
) -> None:
    star = draw_star(1, agreed={"home": 3})
    shape, client = Shape.objects.get(), signed_in(cast.dee)
    at = f"/families/{household.family.pk}/stars/{star.pk}/shapes/{shape.pk}/withdraw-shape/"
    assert "Say why these scores are withdrawn" in said(client.post(at, {"because": ""}))
    assert client.post(at, {"because": "Typed for the wrong family"}).status_code == 302
    shape.refresh_from_db()
    assert (shape.withdrawn_because, shape.withdrawn_by) == ("Typed for the wrong family", cast.dee)
    assert client.get(at).status_code == 409
    with pytest.raises(Refused):
        withdraw_shape(star=star, shape=shape, because="Again", on=today(), by=cast.dee)
    assert Line.objects.latest("id").says.startswith("Scores by everybody together in the Web Star of")


def test_a_form_sent_twice_scores_once(cast: Cast, household: Household, draw_star: Draw, signed_in: SignIn) -> None:
    star, client = draw_star(), signed_in(cast.dee)
    sent = {"scorer": "agreed", "score_home": "5", "seen": "0", "_once": str(uuid.uuid4())}
    first, second = client.post(address(star), sent), client.post(address(star), sent)
    assert (first["location"], Shape.objects.count()) == (second["location"], 1)


def test_what_was_typed_and_not_sent_stands_there_again_and_is_drawn(
    cast: Cast, household: Household, draw_star: Draw, signed_in: SignIn
) -> None:
    star = draw_star()
    typed = {"scorer": ["agreed"], "score_home": ["4"], "words_home": ["It is loud"], "seen": ["0"]}
    Draft.objects.create(worker=cast.dee, key=key_of(address(star)), fields=typed)
    page = said(signed_in(cast.dee).get(address(star)))
    assert ('value="It is loud"' in page, "Safe: Safe at home 4." in page, "There is a problem" in page) == (
        True,
        True,
        False,
    )
